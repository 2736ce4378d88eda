#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "onednn.h"
#include "pjrt_ffi_call.h"
#include "slices.h"

/* A convolution that oneDNN has generated code for. Filters in memory are rearranged to the layout that the code wants, and back. */
typedef struct Plan {
  struct Plan *next;
  CConvolution shape;
  OneDNNObject *primitive, *reorder;
  OneDNNLayout *input, *output, *filter;
  /* The filter's layout in the code, and what it takes. */
  OneDNNLayout *inner_filter;
  size_t inner_size, scratch_size;
  OneDNNLayout *scratch;
} Plan;

static Plan *plans;
static pthread_mutex_t planning = PTHREAD_MUTEX_INITIALIZER;

static int64_t covered(const CConvolution *c, int axis) { return (c->taps[axis] - 1) * c->dilation[axis] + 1; }

/* Zeros behind the last element, or below 0 the elements that no window reaches. */
static int64_t high(const CConvolution *c, int axis) {
  return (c->output[axis] - 1) * c->stride[axis] + covered(c, axis) - c->input[axis] - c->low[axis];
}

static int is_sound(const CConvolution *c) {
  if (c->kind < CConvolutionForward || c->kind > CConvolutionFilterGradient || c->space < 1 || c->space > CConvolutionMostSpace) return 0;
  if (c->batch < 1 || c->inputs < 1 || c->outputs < 1) return 0;
  int seen = 0;
  for (int i = 0; i < c->space + 2; i++) {
    if (c->filter_axes[i] < 0 || c->filter_axes[i] >= c->space + 2) return 0;
    seen |= 1 << c->filter_axes[i];
  }
  if (seen != (1 << (c->space + 2)) - 1) return 0;
  for (int i = 0; i < c->space; i++) {
    if (c->input[i] < 1 || c->taps[i] < 1 || c->output[i] < 1) return 0;
    if (c->stride[i] < 1 || c->dilation[i] < 1 || c->stride[i] > 1 << 20 || c->dilation[i] > 1 << 20) return 0;
    if (c->low[i] < 0 || c->low[i] >= covered(c, i) || high(c, i) >= covered(c, i) || high(c, i) <= -c->stride[i]) return 0;
  }
  return 1;
}

/* `[batch, space…, channels]`, with oneDNN's order of axes: batch, channels, space. */
static OneDNNLayout *channels_last(const OneDNN *dnn, const CConvolution *c, int64_t channels, const int64_t *extents, int64_t type) {
  OneDNNSizes sizes = {c->batch, channels}, strides = {0, 1};
  int64_t step = channels;
  for (int i = (int)c->space - 1; i >= 0; i--) {
    sizes[2 + i] = extents[i];
    strides[2 + i] = step;
    step *= extents[i];
  }
  strides[0] = step;
  return onednn_layout(dnn, (int)c->space + 2, sizes, (int)type, strides);
}

/* oneDNN's order of a filter's axes is outputs, inputs, space. */
static OneDNNLayout *filter_layout(const OneDNN *dnn, const CConvolution *c, int is_any) {
  int rank = (int)c->space + 2;
  OneDNNSizes sizes = {c->outputs, c->inputs}, strides = {0};
  for (int i = 0; i < c->space; i++) sizes[2 + i] = c->taps[i];
  if (is_any) return onednn_layout(dnn, rank, sizes, (int)c->filter_type, NULL);
  for (int i = 0; i < rank; i++) {
    strides[i] = 1;
    for (int other = 0; other < rank; other++) {
      if (c->filter_axes[other] > c->filter_axes[i]) strides[i] *= sizes[other];
    }
  }
  return onednn_layout(dnn, rank, sizes, (int)c->filter_type, strides);
}

/* The description of a convolution, or NULL; fills in the layouts of its data. */
static OneDNNObject *describe(const OneDNN *dnn, const CConvolution *c, Plan *plan) {
  plan->shape = *c;
  plan->input = channels_last(dnn, c, c->inputs, c->input, c->input_type);
  plan->output = channels_last(dnn, c, c->outputs, c->output, c->output_type);
  plan->filter = filter_layout(dnn, c, 0);
  OneDNNLayout *any = filter_layout(dnn, c, 1);
  if (!plan->input || !plan->output || !plan->filter || !any) return NULL;
  OneDNNWindow window = {{0}, {0}, {0}, {0}};
  for (int i = 0; i < c->space; i++) {
    window.strides[i] = c->stride[i];
    window.dilations[i] = c->dilation[i] - 1;
    window.low[i] = c->low[i];
    window.high[i] = high(c, i);
  }
  OneDNNObject *description = NULL;
  int status = onednn_describe(dnn, c->kind, plan->input, any, plan->output, &window, &description);
  onednn_forget_layout(dnn, any);
  return status ? NULL : description;
}

static void forget(const OneDNN *dnn, Plan *plan) {
  OneDNNLayout *layouts[] = {plan->input, plan->output, plan->filter, plan->inner_filter, plan->scratch};
  for (size_t i = 0; i < sizeof layouts / sizeof *layouts; i++) onednn_forget_layout(dnn, layouts[i]);
  free(plan);
}

const char *cconvolution_kernel(const CConvolution *convolution) {
  const OneDNN *dnn = onednn();
  if (!dnn || !is_sound(convolution)) return NULL;
  Plan *plan = calloc(1, sizeof *plan);
  if (!plan) return NULL;
  int threads = onednn_begin_on_one_thread();
  OneDNNObject *description = describe(dnn, convolution, plan);
  onednn_end_on_one_thread(threads);
  const char *name = NULL;
  if (description) {
    name = onednn_generated_kernel(dnn, description);
    onednn_forget_description(dnn, description);
  }
  forget(dnn, plan);
  return name;
}

static int complete(const OneDNN *dnn, Plan *plan, const OneDNNObject *description) {
  int is_gradient = plan->shape.kind == CConvolutionFilterGradient;
  plan->inner_filter =
      onednn_copy_layout(dnn, onednn_layout_of(dnn, description, is_gradient ? OneDNNWeightsGradientLayout : OneDNNWeightsLayout));
  plan->scratch = onednn_copy_layout(dnn, onednn_layout_of(dnn, description, OneDNNScratchLayout));
  if (!plan->inner_filter || !plan->scratch) return 0;
  plan->inner_size = onednn_size(dnn, plan->inner_filter);
  plan->scratch_size = onednn_size(dnn, plan->scratch);
  if (onednn_make(dnn, description, &plan->primitive)) return 0;
  if (onednn_are_equal(dnn, plan->inner_filter, plan->filter)) return 1;
  const OneDNNLayout *from = is_gradient ? plan->inner_filter : plan->filter, *to = is_gradient ? plan->filter : plan->inner_filter;
  OneDNNObject *reorder = NULL;
  if (onednn_describe_reorder(dnn, from, to, &reorder)) return 0;
  int status = onednn_make(dnn, reorder, &plan->reorder);
  onednn_forget_description(dnn, reorder);
  return !status;
}

/* Kept for the life of the process, as are the programs that call it. */
static const Plan *plan_for(const OneDNN *dnn, const CConvolution *c) {
  pthread_mutex_lock(&planning);
  Plan *plan = plans;
  while (plan && memcmp(&plan->shape, c, sizeof *c) != 0) plan = plan->next;
  if (!plan && (plan = calloc(1, sizeof *plan))) {
    OneDNNObject *description = describe(dnn, c, plan);
    int is_complete = description && complete(dnn, plan, description);
    if (description) onednn_forget_description(dnn, description);
    if (is_complete) {
      plan->next = plans;
      plans = plan;
    } else {
      forget(dnn, plan);
      plan = NULL;
    }
  }
  pthread_mutex_unlock(&planning);
  return plan;
}

/* `filter` is in memory's layout; where the plan has another, it is rearranged before, or after for a gradient. */
static int convolve(const OneDNN *dnn, const Plan *plan, void *input, void *filter, void *output) {
  int64_t kind = plan->shape.kind;
  void *scratch = plan->scratch_size ? onednn_scratch(plan->scratch_size) : NULL;
  void *inner = plan->reorder ? onednn_scratch(plan->inner_size) : filter;
  int status = inner && (scratch || !plan->scratch_size) ? 0 : -1;
  const int reordered[] = {OneDNNSource, OneDNNDestination};
  if (!status && plan->reorder && kind != CConvolutionFilterGradient) {
    status = onednn_run_on(dnn, plan->reorder, 2, reordered, (OneDNNLayout *[]){plan->filter, plan->inner_filter}, (void *[]){filter, inner});
  }
  if (!status) {
    static const int indices[][4] = {
        {OneDNNSource, OneDNNWeights, OneDNNDestination, OneDNNScratch},
        {OneDNNSourceGradient, OneDNNWeights, OneDNNDestinationGradient, OneDNNScratch},
        {OneDNNSource, OneDNNWeightsGradient, OneDNNDestinationGradient, OneDNNScratch},
    };
    OneDNNLayout *layouts[] = {plan->input, plan->inner_filter, plan->output, plan->scratch};
    status = onednn_run_on(dnn, plan->primitive, scratch ? 4 : 3, indices[kind], layouts, (void *[]){input, inner, output, scratch});
  }
  if (!status && plan->reorder && kind == CConvolutionFilterGradient) {
    status = onednn_run_on(dnn, plan->reorder, 2, reordered, (OneDNNLayout *[]){plan->inner_filter, plan->filter}, (void *[]){inner, filter});
  }
  if (inner != filter) free(inner);
  free(scratch);
  return status;
}

typedef struct Call {
  const OneDNN *dnn;
  CConvolution shape;
  int slices;
  char *input, *filter, *output;
  /* Of all slices of a filter's gradient but the first, which is in `filter`. */
  float *partial_filters;
  atomic_int status;
} Call;

static int64_t product(const int64_t *numbers, int64_t count) {
  int64_t result = 1;
  for (int64_t i = 0; i < count; i++) result *= numbers[i];
  return result;
}

static int64_t filter_elements(const CConvolution *c) { return product(c->taps, c->space) * c->inputs * c->outputs; }

static int64_t element_size(int64_t type) { return type == CConvolutionBFloat16 ? 2 : 4; }

static void convolve_slice(void *context, int slice) {
  Call *call = context;
  CConvolution part = call->shape;
  int64_t first = call->shape.batch * slice / call->slices;
  part.batch = call->shape.batch * (slice + 1) / call->slices - first;
  int64_t input = product(part.input, part.space) * part.inputs * element_size(part.input_type);
  int64_t output = product(part.output, part.space) * part.outputs * element_size(part.output_type);
  char *filter = part.kind == CConvolutionFilterGradient && slice > 0
                     ? (char *)(call->partial_filters + (slice - 1) * filter_elements(&part))
                     : call->filter;
  int threads = onednn_begin_on_one_thread();
  const Plan *plan = plan_for(call->dnn, &part);
  int status = plan ? convolve(call->dnn, plan, call->input + first * input, filter, call->output + first * output) : -1;
  onednn_end_on_one_thread(threads);
  if (status) atomic_store(&call->status, status);
}

static void add_partial_filters(Call *call) {
  int64_t count = filter_elements(&call->shape);
  float *sum = (float *)call->filter;
  for (int slice = 1; slice < call->slices; slice++) {
    const float *part = call->partial_filters + (slice - 1) * count;
    for (int64_t i = 0; i < count; i++) sum[i] += part[i];
  }
}

static int read_type(int number, int64_t *type) {
  *type = number == XLA_FFI_DataType_F32 ? CConvolutionFloat : CConvolutionBFloat16;
  return number == XLA_FFI_DataType_F32 || number == XLA_FFI_DataType_BF16;
}

/* The convolution that a program asks for, checked: a program may come from a file. */
static int read_call(const XLA_FFI_CallFrame *frame, Call *call) {
  if (frame->args.size != 2 || frame->rets.size != 1 || frame->attrs.size != 1) return 0;
  if (frame->attrs.types[0] != XLA_FFI_AttrType_ARRAY) return 0;
  const XLA_FFI_Array *window = frame->attrs.attrs[0];
  const int64_t *numbers = window->data;
  CConvolution *c = &call->shape;
  if (window->dtype != XLA_FFI_DataType_S64 || window->size < 2) return 0;
  c->kind = numbers[0];
  c->space = numbers[1];
  if (c->kind < CConvolutionForward || c->kind > CConvolutionFilterGradient) return 0;
  if (c->space < 1 || c->space > CConvolutionMostSpace || window->size != (size_t)(4 * c->space + 4)) return 0;
  for (int64_t i = 0; i < c->space; i++) {
    c->stride[i] = numbers[2 + i];
    c->dilation[i] = numbers[2 + c->space + i];
    c->low[i] = numbers[2 + 2 * c->space + i];
  }
  for (int64_t i = 0; i < c->space + 2; i++) {
    c->filter_axes[i] = numbers[2 + 3 * c->space + i];
    if (c->filter_axes[i] < 0 || c->filter_axes[i] >= c->space + 2) return 0;
  }
  const XLA_FFI_Buffer *first = frame->args.buffers[0], *second = frame->args.buffers[1], *result = frame->rets.buffers[0];
  const XLA_FFI_Buffer *input = c->kind == CConvolutionInputGradient ? result : first;
  const XLA_FFI_Buffer *filter = c->kind == CConvolutionFilterGradient ? result : second;
  const XLA_FFI_Buffer *output = c->kind == CConvolutionForward ? result : c->kind == CConvolutionInputGradient ? first : second;
  if (input->rank != c->space + 2 || filter->rank != c->space + 2 || output->rank != c->space + 2) return 0;
  if (!read_type(input->dtype, &c->input_type) || !read_type(filter->dtype, &c->filter_type) ||
      !read_type(output->dtype, &c->output_type)) {
    return 0;
  }
  c->batch = input->dims[0];
  c->outputs = filter->dims[c->filter_axes[0]];
  c->inputs = filter->dims[c->filter_axes[1]];
  for (int64_t i = 0; i < c->space; i++) {
    c->input[i] = input->dims[1 + i];
    c->taps[i] = filter->dims[c->filter_axes[2 + i]];
    c->output[i] = output->dims[1 + i];
  }
  int fits = output->dims[0] == c->batch && input->dims[c->space + 1] == c->inputs && output->dims[c->space + 1] == c->outputs;
  if (c->kind == CConvolutionFilterGradient && c->filter_type != CConvolutionFloat) return 0;
  call->input = input->data;
  call->filter = filter->data;
  call->output = output->data;
  return fits && is_sound(c);
}

void *cconvolution_call(void *argument) {
  const XLA_FFI_CallFrame *frame = argument;
  if (xla_ffi_answered_metadata(frame) || frame->stage != XLA_FFI_ExecutionStage_EXECUTE) return NULL;
  Call call = {.dnn = onednn()};
  if (!call.dnn) return xla_ffi_error(frame, XLA_FFI_Error_Code_INTERNAL, "a convolution by oneDNN, which is not open");
  if (!read_call(frame, &call)) {
    return xla_ffi_error(frame, XLA_FFI_Error_Code_INVALID_ARGUMENT, "a convolution by oneDNN with operands or a window that do not fit");
  }
  int threads = threads_of_program(frame);
  call.slices = threads < call.shape.batch ? threads : (int)call.shape.batch;
  if (call.shape.kind == CConvolutionFilterGradient && call.slices > 1) {
    call.partial_filters = onednn_scratch((size_t)(call.slices - 1) * (size_t)filter_elements(&call.shape) * sizeof(float));
    if (!call.partial_filters) call.slices = 1;
  }
  for_each_slice(frame, call.slices, convolve_slice, &call);
  if (call.partial_filters) add_partial_filters(&call);
  free(call.partial_filters);
  if (!atomic_load(&call.status)) return NULL;
  char message[96];
  snprintf(message, sizeof message, "a convolution by oneDNN failed with its status %d", atomic_load(&call.status));
  return xla_ffi_error(frame, XLA_FFI_Error_Code_INTERNAL, message);
}
