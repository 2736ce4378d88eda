#ifndef ROW_MOMENTS_H
#define ROW_MOMENTS_H

#include <math.h>
#include <stddef.h>

#include "vectorized.h"

/* The mean of a row, and 1 / √(variance + ε). */
typedef struct RowMoments {
  float mean, reciprocal_deviation;
} RowMoments;

VECTORIZED_PART RowMoments row_moments(const float *restrict x, size_t count, double epsilon) {
#pragma clang fp reassociate(on) contract(fast)
  float sum = 0, squares = 0;
  for (size_t j = 0; j < count; j++) sum += x[j];
  float mean = sum / (float)count;
  for (size_t j = 0; j < count; j++) squares += (x[j] - mean) * (x[j] - mean);
  return (RowMoments){mean, (float)(1 / sqrt(squares / (double)count + epsilon))};
}

#endif
