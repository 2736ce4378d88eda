#ifndef VECTORIZED_SIGMOID_H
#define VECTORIZED_SIGMOID_H

#include <math.h>

#include "vectorized_exp.h"

/* 1 / (1 + exp(−x)), within 3 units in the last place where |x| < 87; NaN for NaN. */
VECTORIZED_PART float vectorized_sigmoid(float x) {
  float bounded = x < -87 ? -87 : x;
  return 1 / (1 + vectorized_exp(-bounded));
}

/* tanh(x), within 4 units in the last place; NaN for NaN.
 *
 * With e = exp(2 |x|) − 1 it is e / (e + 2). For small x, where 1 would swallow digits, the exponential's own power series lacks its 1. */
VECTORIZED_PART float vectorized_tanh(float x) {
  float doubled = fabsf(x) * 2, bounded = doubled > 20 ? 20 : doubled;
  float e = vectorized_expm1(bounded);
  return copysignf(e / (e + 2), x);
}

#endif
