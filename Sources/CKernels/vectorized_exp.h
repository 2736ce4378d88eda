#ifndef VECTORIZED_EXP_H
#define VECTORIZED_EXP_H

#include <stdint.h>
#include <string.h>

#include "vectorized.h"

/* exp(x) for x up to 88, within 1.5 units in the last place; 0 below −87.3, where a `float` loses digits; NaN for NaN.
 *
 * exp(x) = 2ⁿ · exp(r) with |r| ≤ ln(2) / 2, and exp(r) = 1 + r + r² · P(r), whose five coefficients have the least greatest error: 3·10⁻⁹. */
VECTORIZED_PART float vectorized_exp(float x) {
  const float lowest = -87.3f, to_integer = 12582912.0f; /* 1.5 · 2²³: what is added to it loses its fraction. */
  float bounded = x < lowest ? lowest : x;
  float shifted = bounded * 1.44269504f + to_integer, n = shifted - to_integer;
  /* ln(2) as a number of few digits, by which n is multiplied exactly, and the rest. */
  float r = (bounded - n * 0.693359375f) + n * 2.12194440e-4f;
  float p = 1.3814466e-3f;
  p = p * r + 8.3687808e-3f;
  p = p * r + 4.1668393e-2f;
  p = p * r + 1.6666520e-1f;
  p = p * r + 4.9999994e-1f;
  float power = p * (r * r) + r + 1;
  uint32_t bits;
  memcpy(&bits, &shifted, sizeof bits);
  bits = (bits << 23) + (127u << 23);
  float scale;
  memcpy(&scale, &bits, sizeof scale);
  return x < lowest ? 0 : power * scale;
}

#endif
