#include "CRows.h"
#include "row_moments.h"
#include "rows.h"
#include "vectorized.h"

VECTORIZED static void normalize(const Rows *rows, size_t begin, size_t end) {
  const float *restrict scale = rows->parameters[0], *restrict offset = rows->parameters[1];
  for (size_t row = begin; row < end; row++) {
    const float *restrict x = rows->arrays[0] + row * rows->features;
    float *restrict y = rows->result + row * rows->features;
    RowMoments of_row = row_moments(x, rows->features, rows->epsilon);
    for (size_t j = 0; j < rows->features; j++) y[j] = (x[j] - of_row.mean) * of_row.reciprocal_deviation * scale[j] + offset[j];
  }
}

/* With g = ȳ · scale and x̂ the normalized row: (g − mean of g − x̂ · mean of g · x̂) / deviation. */
VECTORIZED static void differentiate(const Rows *rows, size_t begin, size_t end) {
#pragma clang fp reassociate(on) contract(fast)
  const float *restrict scale = rows->parameters[0];
  size_t features = rows->features;
  for (size_t row = begin; row < end; row++) {
    const float *restrict cotangent = rows->arrays[0] + row * features, *restrict x = rows->arrays[1] + row * features;
    float *restrict gradient = rows->result + row * features;
    RowMoments of_row = row_moments(x, features, rows->epsilon);
    float mean = of_row.mean, reciprocal = of_row.reciprocal_deviation, sum = 0, product = 0;
    for (size_t j = 0; j < features; j++) {
      sum += cotangent[j] * scale[j];
      product += cotangent[j] * scale[j] * (x[j] - mean);
    }
    sum /= (float)features;
    product *= reciprocal * reciprocal / (float)features;
    for (size_t j = 0; j < features; j++) gradient[j] = (cotangent[j] * scale[j] - sum - (x[j] - mean) * product) * reciprocal;
  }
}

void *crows_normalized(void *frame) {
  static const RowsKind kind = {.arrays = 1, .parameters = 2, .has_epsilon = 1, .compute = normalize};
  return rows_answer(frame, &kind);
}

void *crows_normalized_gradient(void *frame) {
  static const RowsKind kind = {.arrays = 2, .parameters = 1, .has_epsilon = 1, .compute = differentiate};
  return rows_answer(frame, &kind);
}
