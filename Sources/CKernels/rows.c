#include "rows.h"

#include <string.h>

#include "slices.h"

/* Sums of a row are added up in `float`, in as many lanes as a processor has. */
enum { most_features = 1 << 16, least_elements_of_slice = 1 << 14 };

static void compute_slice(void *context, int slice) {
  const Rows *rows = context;
  size_t begin = rows->count * (size_t)slice / (size_t)rows->slices, end = rows->count * (size_t)(slice + 1) / (size_t)rows->slices;
  rows->kind->compute(rows, begin, end);
}

static int is_like(const XLA_FFI_Buffer *buffer, const XLA_FFI_Buffer *other) {
  return buffer->dtype == XLA_FFI_DataType_F32 && buffer->rank == other->rank
      && memcmp(buffer->dims, other->dims, (size_t)other->rank * sizeof(int64_t)) == 0;
}

/* Shapes are checked: a program may come from a file. */
static int read(const XLA_FFI_CallFrame *frame, const RowsKind *kind, Rows *rows) {
  if (frame->args.size != kind->arrays + kind->parameters || frame->rets.size != 1 || frame->attrs.size != kind->has_epsilon) return 0;
  XLA_FFI_Buffer *const *operands = frame->args.buffers, *first = operands[0], *result = frame->rets.buffers[0];
  if (first->rank < 1 || !is_like(first, first) || !is_like(result, first)) return 0;
  int64_t features = first->dims[first->rank - 1], count = 1;
  for (int64_t axis = 0; axis + 1 < first->rank; axis++) count *= first->dims[axis];
  if (features < 1 || features > most_features) return 0;
  for (int64_t index = 0; index < kind->arrays; index++) {
    if (!is_like(operands[index], first)) return 0;
    rows->arrays[index] = operands[index]->data;
  }
  for (int64_t index = 0; index < kind->parameters; index++) {
    const XLA_FFI_Buffer *parameter = operands[kind->arrays + index];
    if (parameter->dtype != XLA_FFI_DataType_F32 || parameter->rank != 1 || parameter->dims[0] != features) return 0;
    rows->parameters[index] = parameter->data;
  }
  if (kind->has_epsilon && !xla_ffi_double(frame, 0, &rows->epsilon)) return 0;
  rows->result = result->data;
  rows->count = (size_t)count;
  rows->features = (size_t)features;
  return 1;
}

void *rows_answer(const XLA_FFI_CallFrame *frame, const RowsKind *kind) {
  if (xla_ffi_answered_metadata(frame) || frame->stage != XLA_FFI_ExecutionStage_EXECUTE) return NULL;
  Rows rows = {.kind = kind};
  if (!read(frame, kind, &rows)) {
    return xla_ffi_error(frame, XLA_FFI_Error_Code_INVALID_ARGUMENT, "a function of rows with operands that do not fit");
  }
  size_t most = rows.count * rows.features / least_elements_of_slice;
  int threads = threads_of_program(frame);
  rows.slices = most < 1 ? 1 : most < (size_t)threads ? (int)most : threads;
  for_each_slice(frame, rows.slices, HelpersLeave, compute_slice, &rows);
  return NULL;
}
