#ifndef ONEDNN_CALL_H
#define ONEDNN_CALL_H

#include <stdatomic.h>

#include "onednn.h"
#include "pjrt_ffi_call.h"

/* A call from a program of an operation that oneDNN computes. */
typedef struct OneDNNCall {
  const OneDNN *dnn;
  int slices;
  /* Of a slice that went wrong, else 0. */
  atomic_int status;
} OneDNNCall;

/* A function that programs call, with the words for its errors. */
typedef struct OneDNNOperation {
  /* As in "a product". */
  const char *name;
  /* What may not fit, as in "operands". */
  const char *parts;
  /* Reads a call into a struct that begins with `OneDNNCall`, checked: a program may come from a file. */
  int (*read)(const XLA_FFI_CallFrame *, void *call);
  void (*compute)(const XLA_FFI_CallFrame *, void *call);
} OneDNNOperation;

/* Answers XLA: reads and computes a call, or says what is wrong with it. `call` is zeros but for what `OneDNNOperation` fills in. */
void *onednn_answer(const XLA_FFI_CallFrame *, const OneDNNOperation *, OneDNNCall *call);

/* oneDNN's number of a type of elements; whether it computes with it. */
int onednn_read_type(int number, int64_t *type);
int64_t onednn_element_size(int64_t type);

#endif
