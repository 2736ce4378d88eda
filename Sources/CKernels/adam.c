#include "CUpdates.h"

#include <string.h>

#include "pjrt_ffi_call.h"
#include "slices.h"
#include "vectorized.h"

enum { of_arrays = 4, in_place = 3, of_numbers = 6, least_elements_of_slice = 1 << 15 };

typedef struct Step {
  float *parameter, *mean, *square;
  const float *gradient;
  float gradient_share, square_share, rate, root_factor, epsilon, kept;
  size_t count;
  int slices;
} Step;

VECTORIZED static void update(const Step *step, size_t begin, size_t end) {
#pragma clang fp contract(fast)
  float *restrict parameter = step->parameter, *restrict mean = step->mean, *restrict square = step->square;
  const float *restrict gradient = step->gradient;
  const Step numbers = *step;
  for (size_t i = begin; i < end; i++) {
    float g = gradient[i];
    float m = mean[i] + (g - mean[i]) * numbers.gradient_share, v = square[i] + (g * g - square[i]) * numbers.square_share;
    mean[i] = m;
    square[i] = v;
    parameter[i] = numbers.kept * parameter[i] - numbers.rate * m / (numbers.root_factor * __builtin_elementwise_sqrt(v) + numbers.epsilon);
  }
}

static void update_slice(void *context, int slice) {
  const Step *step = context;
  size_t slices = (size_t)step->slices;
  update(step, step->count * (size_t)slice / slices, step->count * ((size_t)slice + 1) / slices);
}

static int is_like(const XLA_FFI_Buffer *buffer, const XLA_FFI_Buffer *other) {
  return buffer->dtype == XLA_FFI_DataType_F32 && buffer->rank == other->rank
      && memcmp(buffer->dims, other->dims, (size_t)other->rank * sizeof(int64_t)) == 0;
}

static int read_arrays(const XLA_FFI_CallFrame *frame, Step *step) {
  XLA_FFI_Buffer *const *operands = frame->args.buffers;
  step->count = 1;
  for (int64_t axis = 0; axis < operands[0]->rank; axis++) step->count *= (size_t)operands[0]->dims[axis];
  float **arrays[] = {&step->parameter, &step->mean, &step->square};
  for (int64_t index = 0; index < of_arrays; index++) {
    if (!is_like(operands[index], operands[0])) return 0;
  }
  for (int64_t index = 0; index < in_place; index++) {
    XLA_FFI_Buffer *result = frame->rets.buffers[index];
    if (!is_like(result, operands[0])) return 0;
    *arrays[index] = result->data;
    /* A program from a file may not say that the memory is the same. */
    if (result->data != operands[index]->data) memcpy(result->data, operands[index]->data, step->count * sizeof(float));
  }
  step->gradient = operands[in_place]->data;
  return 1;
}

static int read(const XLA_FFI_CallFrame *frame, Step *step) {
  if (frame->args.size < of_arrays + of_numbers || frame->rets.size != in_place || frame->attrs.size != 0) return 0;
  float *numbers[] = {&step->gradient_share, &step->square_share, &step->rate, &step->root_factor, &step->epsilon, &step->kept};
  for (int64_t index = 0; index < of_numbers; index++) {
    const XLA_FFI_Buffer *number = frame->args.buffers[of_arrays + index];
    if (number->dtype != XLA_FFI_DataType_F32 || number->rank != 0) return 0;
    *numbers[index] = *(const float *)number->data;
  }
  return read_arrays(frame, step);
}

void *cupdates_adam(void *argument) {
  const XLA_FFI_CallFrame *frame = argument;
  if (xla_ffi_answered_metadata(frame) || frame->stage != XLA_FFI_ExecutionStage_EXECUTE) return NULL;
  Step step = {.count = 0};
  if (!read(frame, &step)) return xla_ffi_error(frame, XLA_FFI_Error_Code_INVALID_ARGUMENT, "a step of Adam with operands that do not fit");
  size_t most = step.count / least_elements_of_slice;
  int threads = threads_of_program(frame);
  step.slices = most < 1 ? 1 : most < (size_t)threads ? (int)most : threads;
  for_each_slice(frame, step.slices, HelpersLeave, update_slice, &step);
  return NULL;
}
