#ifndef VECTORIZED_EXP_H
#define VECTORIZED_EXP_H

#include <stdint.h>
#include <string.h>

#include "vectorized.h"

/* exp(x) = scale · (1 + rest) */
typedef struct ExpParts {
  float scale, rest;
} ExpParts;

/* For x from −87.3 to 88, and for NaN.
 *
 * exp(x) = 2ⁿ · exp(r) with |r| ≤ ln(2) / 2, and exp(r) = 1 + r + r² · P(r), whose five coefficients have the least greatest error: 3·10⁻⁹. */
VECTORIZED_PART ExpParts vectorized_exp_parts(float x) {
  const float to_integer = 12582912.0f; /* 1.5 · 2²³: what is added to it loses its fraction. */
  float shifted = x * 1.44269504f + to_integer, n = shifted - to_integer;
  /* ln(2) as a number of few digits, by which n is multiplied exactly, and the rest. */
  float r = (x - n * 0.693359375f) + n * 2.12194440e-4f;
  float p = 1.3814466e-3f;
  p = p * r + 8.3687808e-3f;
  p = p * r + 4.1668393e-2f;
  p = p * r + 1.6666520e-1f;
  p = p * r + 4.9999994e-1f;
  ExpParts parts = {.rest = p * (r * r) + r};
  uint32_t bits;
  memcpy(&bits, &shifted, sizeof bits);
  bits = (bits << 23) + (127u << 23);
  memcpy(&parts.scale, &bits, sizeof parts.scale);
  return parts;
}

/* exp(x) for x up to 88, within 1.5 units in the last place; 0 below −87.3, where a `float` loses digits; NaN for NaN. */
VECTORIZED_PART float vectorized_exp(float x) {
  const float lowest = -87.3f;
  ExpParts parts = vectorized_exp_parts(x < lowest ? lowest : x);
  return x < lowest ? 0 : (parts.rest + 1) * parts.scale;
}

/* exp(x) − 1 for x from 0 to 88; NaN for NaN. */
VECTORIZED_PART float vectorized_expm1(float x) {
  ExpParts parts = vectorized_exp_parts(x);
  return parts.scale * parts.rest + (parts.scale - 1);
}

#endif
