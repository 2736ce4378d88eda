#include "onednn_call.h"

#include "CProduct.h"

#include <stdio.h>

int onednn_read_type(int number, int64_t *type) {
  switch (number) {
  case XLA_FFI_DataType_F32: *type = CConvolutionFloat; return 1;
  case XLA_FFI_DataType_BF16: *type = CConvolutionBFloat16; return 1;
  case XLA_FFI_DataType_S8: *type = CProductInt8; return 1;
  case XLA_FFI_DataType_S32: *type = CProductInt32; return 1;
  default: return 0;
  }
}

int64_t onednn_element_size(int64_t type) { return type == CProductInt8 ? 1 : type == CConvolutionBFloat16 ? 2 : 4; }

void *onednn_answer(const XLA_FFI_CallFrame *frame, const OneDNNOperation *operation, OneDNNCall *call) {
  if (xla_ffi_answered_metadata(frame) || frame->stage != XLA_FFI_ExecutionStage_EXECUTE) return NULL;
  char message[96];
  call->dnn = onednn();
  if (!call->dnn) {
    snprintf(message, sizeof message, "%s by oneDNN, which is not open", operation->name);
    return xla_ffi_error(frame, XLA_FFI_Error_Code_INTERNAL, message);
  }
  if (!operation->read(frame, call)) {
    snprintf(message, sizeof message, "%s by oneDNN with %s that do not fit", operation->name, operation->parts);
    return xla_ffi_error(frame, XLA_FFI_Error_Code_INVALID_ARGUMENT, message);
  }
  operation->compute(frame, call);
  int status = atomic_load(&call->status);
  if (!status) return NULL;
  snprintf(message, sizeof message, "%s by oneDNN failed with its status %d", operation->name, status);
  return xla_ffi_error(frame, XLA_FFI_Error_Code_INTERNAL, message);
}
