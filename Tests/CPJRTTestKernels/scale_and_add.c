#include "CPJRTTestKernels.h"

#include "CPJRT.h"

static XLA_FFI_Error *fail(const XLA_FFI_CallFrame *frame, const char *message) {
  return xla_ffi_error(frame, XLA_FFI_Error_Code_INVALID_ARGUMENT, message);
}

static XLA_FFI_Error *scale_and_add(XLA_FFI_CallFrame *frame) {
  if (xla_ffi_answered_metadata(frame)) return NULL;
  if (frame->stage != XLA_FFI_ExecutionStage_EXECUTE) return NULL;
  if (frame->args.size != 2 || frame->rets.size != 1 || frame->attrs.size != 1) {
    return fail(frame, "scale_and_add takes two arguments, one attribute and gives one result");
  }
  const XLA_FFI_Buffer *x = frame->args.buffers[0];
  if (x->dtype != XLA_FFI_DataType_F32) return fail(frame, "scale_and_add takes f32 only");
  float factor = *(const float *)((const XLA_FFI_Scalar *)frame->attrs.attrs[0])->value;
  if (factor < 0) return fail(frame, "scale_and_add takes no negative factor");
  int64_t count = 1;
  for (int64_t axis = 0; axis < x->rank; axis++) count *= x->dims[axis];
  const float *y = frame->args.buffers[1]->data;
  float *result = frame->rets.buffers[0]->data;
  for (int64_t i = 0; i < count; i++) result[i] = factor * ((const float *)x->data)[i] + y[i];
  return NULL;
}

void *scale_and_add_handler(void) { return (void *)scale_and_add; }
