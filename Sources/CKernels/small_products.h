#ifndef SMALL_PRODUCTS_H
#define SMALL_PRODUCTS_H

#include <stddef.h>

#include "vectorized.h"

/* Products of matrices that lie in the cache, for functions that are `VECTORIZED`. */

/* Wherever they lie in an array of numbers. */
typedef float Lanes __attribute__((vector_size(64), aligned(4), may_alias));

enum { lanes = sizeof(Lanes) / sizeof(float), rows_of_tile = 8, rows_of_small_tile = 4 };

/* Whether the sums of a tile fit into the processor's registers. */
static inline int has_registers_for_tiles(void) {
#if defined(__x86_64__) && defined(__GLIBC__)
  return __builtin_cpu_supports("avx512f");
#else
  return 0;
#endif
}

/* A matrix whose elements of a row, and whose rows, are so many numbers apart. */
typedef struct Strided {
  const float *start;
  size_t row, column;
} Strided;

/* Some rows of a product, of `vectors` · 16 columns: the sums stay in registers. */
VECTORIZED_PART void multiply_tile(
    size_t rows, size_t vectors, size_t inner, Strided left, const float *right, size_t right_row, float *result, size_t result_row,
    int adds) {
  Lanes sums[rows_of_tile][2];
#pragma clang loop unroll(full)
  for (size_t r = 0; r < rows; r++) {
    for (size_t v = 0; v < vectors; v++) sums[r][v] = adds ? *(const Lanes *)(result + r * result_row + v * lanes) : (Lanes){0};
  }
  for (size_t k = 0; k < inner; k++) {
    Lanes of_right[2];
    for (size_t v = 0; v < vectors; v++) of_right[v] = *(const Lanes *)(right + k * right_row + v * lanes);
#pragma clang loop unroll(full)
    for (size_t r = 0; r < rows; r++) {
      float factor = left.start[r * left.row + k * left.column];
      for (size_t v = 0; v < vectors; v++) sums[r][v] += factor * of_right[v];
    }
  }
#pragma clang loop unroll(full)
  for (size_t r = 0; r < rows; r++) {
    for (size_t v = 0; v < vectors; v++) *(Lanes *)(result + r * result_row + v * lanes) = sums[r][v];
  }
}

VECTORIZED_PART void multiply_columns(
    size_t rows, size_t vectors, size_t inner, Strided left, const float *right, size_t right_row, float *result, size_t result_row,
    int adds) {
  size_t row = 0;
  for (; row + rows_of_tile <= rows; row += rows_of_tile) {
    Strided part = {left.start + row * left.row, left.row, left.column};
    multiply_tile(rows_of_tile, vectors, inner, part, right, right_row, result + row * result_row, result_row, adds);
  }
  for (; row + rows_of_small_tile <= rows; row += rows_of_small_tile) {
    Strided part = {left.start + row * left.row, left.row, left.column};
    multiply_tile(rows_of_small_tile, vectors, inner, part, right, right_row, result + row * result_row, result_row, adds);
  }
  for (; row < rows; row++) {
    Strided part = {left.start + row * left.row, left.row, left.column};
    multiply_tile(1, vectors, inner, part, right, right_row, result + row * result_row, result_row, adds);
  }
}

/* left • right, `[rows, inner] • [inner, columns]`, added to `result` if `adds`. Columns are a multiple of 16. */
VECTORIZED_PART void multiply_small(
    size_t rows, size_t inner, size_t columns, Strided left, const float *right, size_t right_row, float *result, size_t result_row,
    int adds) {
  size_t column = 0;
  for (; column + 2 * lanes <= columns; column += 2 * lanes) {
    multiply_columns(rows, 2, inner, left, right + column, right_row, result + column, result_row, adds);
  }
  if (column < columns) multiply_columns(rows, 1, inner, left, right + column, right_row, result + column, result_row, adds);
}

#endif
