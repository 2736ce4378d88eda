#ifndef ROW_GREATEST_H
#define ROW_GREATEST_H

#include <stddef.h>

#include "vectorized.h"

/* The greatest of some numbers, at least one; a NaN among them may be passed over. In lanes, because the compiler keeps the order of
 * comparisons, which may meet a NaN. */
VECTORIZED_PART float row_greatest(const float *restrict numbers, size_t count) {
  enum { lane_count = 16 };
  float of_lane[lane_count], greatest = numbers[0];
  for (size_t lane = 0; lane < lane_count; lane++) of_lane[lane] = greatest;
  size_t j = 0;
  for (; j + lane_count <= count; j += lane_count) {
    for (size_t lane = 0; lane < lane_count; lane++) {
      of_lane[lane] = numbers[j + lane] > of_lane[lane] ? numbers[j + lane] : of_lane[lane];
    }
  }
  for (; j < count; j++) greatest = numbers[j] > greatest ? numbers[j] : greatest;
  for (size_t lane = 0; lane < lane_count; lane++) greatest = of_lane[lane] > greatest ? of_lane[lane] : greatest;
  return greatest;
}

#endif
