#include "CRows.h"
#include "rows.h"
#include "vectorized.h"
#include "vectorized_exp.h"

/* In lanes, because the compiler keeps the order of comparisons, which may meet a NaN. */
VECTORIZED_PART float greatest_of(const float *restrict numbers, size_t count) {
  enum { lanes = 16 };
  float of_lane[lanes], greatest = numbers[0];
  for (size_t lane = 0; lane < lanes; lane++) of_lane[lane] = greatest;
  size_t j = 0;
  for (; j + lanes <= count; j += lanes) {
    for (size_t lane = 0; lane < lanes; lane++) of_lane[lane] = numbers[j + lane] > of_lane[lane] ? numbers[j + lane] : of_lane[lane];
  }
  for (; j < count; j++) greatest = numbers[j] > greatest ? numbers[j] : greatest;
  for (size_t lane = 0; lane < lanes; lane++) greatest = of_lane[lane] > greatest ? of_lane[lane] : greatest;
  return greatest;
}

VECTORIZED static void distribute(const Rows *rows, size_t begin, size_t end) {
#pragma clang fp reassociate(on)
  for (size_t row = begin; row < end; row++) {
    const float *restrict x = rows->arrays[0] + row * rows->features;
    float *restrict y = rows->result + row * rows->features;
    float greatest = greatest_of(x, rows->features), sum = 0;
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
