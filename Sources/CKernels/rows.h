#ifndef ROWS_H
#define ROWS_H

#include <stddef.h>
#include <stdint.h>

#include "pjrt_ffi_call.h"

/* A function of rows, each by itself. */
typedef struct Rows {
  const struct RowsKind *kind;
  /* `[count, features]` */
  const float *arrays[2];
  /* `[features]`, the same for all rows. */
  const float *parameters[2];
  float *result;
  size_t count, features;
  double epsilon;
  int slices;
} Rows;

/* What a program's call has to have. */
typedef struct RowsKind {
  /* How many operands are `[…, features]`, as the result is; how many are `[features]`. */
  int64_t arrays, parameters;
  /* Whether there is an attribute, a `double`. */
  int has_epsilon;
  void (*compute)(const Rows *, size_t begin, size_t end);
} RowsKind;

/* Answers XLA: computes a call, or says what is wrong with it. */
void *rows_answer(const XLA_FFI_CallFrame *, const RowsKind *);

#endif
