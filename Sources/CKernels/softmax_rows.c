#include "CRows.h"
#include "row_greatest.h"
#include "rows.h"
#include "vectorized.h"
#include "vectorized_exp.h"

VECTORIZED static void distribute(const Rows *rows, size_t begin, size_t end) {
#pragma clang fp reassociate(on)
  for (size_t row = begin; row < end; row++) {
    const float *restrict x = rows->arrays[0] + row * rows->features;
    float *restrict y = rows->result + row * rows->features;
    float greatest = row_greatest(x, rows->features), sum = 0;
    for (size_t j = 0; j < rows->features; j++) {
      y[j] = vectorized_exp(x[j] - greatest);
      sum += y[j];
    }
    float factor = 1 / sum;
    for (size_t j = 0; j < rows->features; j++) y[j] *= factor;
  }
}

VECTORIZED static void differentiate(const Rows *rows, size_t begin, size_t end) {
#pragma clang fp reassociate(on) contract(fast)
  for (size_t row = begin; row < end; row++) {
    const float *restrict cotangent = rows->arrays[0] + row * rows->features, *restrict y = rows->arrays[1] + row * rows->features;
    float *restrict gradient = rows->result + row * rows->features;
    float sum = 0;
    for (size_t j = 0; j < rows->features; j++) sum += cotangent[j] * y[j];
    for (size_t j = 0; j < rows->features; j++) gradient[j] = y[j] * (cotangent[j] - sum);
  }
}

void *crows_softmax(void *frame) {
  static const RowsKind kind = {.arrays = 1, .compute = distribute};
  return rows_answer(frame, &kind);
}

void *crows_softmax_gradient(void *frame) {
  static const RowsKind kind = {.arrays = 2, .compute = differentiate};
  return rows_answer(frame, &kind);
}
