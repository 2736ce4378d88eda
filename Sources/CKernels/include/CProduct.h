#ifndef CPRODUCT_H
#define CPRODUCT_H

#include <stdint.h>

/* Products of matrices by oneDNN, once `cconvolution_open` has succeeded. */

/* oneDNN's own numbers, besides those of `CConvolution.h`. */
enum { CProductInt32 = 4, CProductInt8 = 5 };

/* A left operand `[rows, inner]`, or `[inner, rows]` in memory; a right one `[inner, columns]`, or `[columns, inner]`; with `batch` of
 * them one behind the other. A slice of a larger product keeps the larger one's distances in memory. */
typedef struct CProduct {
  int64_t left_type, right_type, result_type;
  /* 0 without an axis of batches. */
  int64_t batch;
  int64_t rows, inner, columns;
  int64_t all_rows, all_columns;
  int64_t left_is_transposed, right_is_transposed;
  /* Whether the product is added to what is in the result's memory. */
  int64_t adds;
} CProduct;

/* The name of oneDNN's kernel, or NULL where it has none generated for this shape and processor. */
const char *cproduct_kernel(const CProduct *product);

/* `XLA_FFI_Error *(XLA_FFI_CallFrame *)`: the function that programs call with both operands. Its one attribute is an array of two 64-bit
 * integers: whether the left operand is transposed, and the right one. */
void *cproduct_call(void *frame);

/* The same of `relu(left • right + bias)`: the bias, one number for each column, is the third operand. */
void *cproduct_relu_call(void *frame);

/* The same of a product that is 0 where the third operand, of the result's shape, is not positive. */
void *cproduct_masked_call(void *frame);

/* `old - scale * (left • right)`, in the place of the first operand; the two that are multiplied follow, then the scalar. Whatever else
 * follows is there to be computed first. */
void *cproduct_descent_call(void *frame);

#endif
