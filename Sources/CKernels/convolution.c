#include <string.h>

#include "onednn_call.h"
#include "plans.h"
#include "scratch.h"
#include "slices.h"

static int64_t covered(const CConvolution *c, int axis) { return (c->taps[axis] - 1) * c->dilation[axis] + 1; }

/* Zeros behind the last element, or below 0 the elements that no window reaches. */
static int64_t high(const CConvolution *c, int axis) {
  return (c->output[axis] - 1) * c->stride[axis] + covered(c, axis) - c->input[axis] - c->low[axis];
}

static int is_sound(const void *shape) {
  const CConvolution *c = shape;
  if (c->kind < CConvolutionForward || c->kind > CConvolutionFilterGradient || c->space < 1 || c->space > CConvolutionMostSpace) return 0;
  if (c->batch < 1 || c->inputs < 1 || c->outputs < 1 || c->groups < 1 || c->inputs % c->groups || c->outputs % c->groups) return 0;
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

/* oneDNN's order of a filter's axes is outputs, inputs, space, with the groups before them where there are several. */
static OneDNNLayout *filter_layout(const OneDNN *dnn, const CConvolution *c, int64_t type, int is_any) {
  int rank = (int)c->space + 2, first = c->groups > 1;
  int axis_of_groups = c->kind == CConvolutionInputGradient;
  OneDNNSizes extents = {c->outputs, c->inputs}, sizes = {c->groups}, strides = {0};
  extents[!axis_of_groups] /= c->groups;
  for (int i = 0; i < c->space; i++) extents[2 + i] = c->taps[i];
  for (int i = 0; i < rank; i++) {
    sizes[first + i] = extents[i];
    strides[first + i] = 1;
    for (int other = 0; other < rank; other++) {
      if (c->filter_axes[other] > c->filter_axes[i]) strides[first + i] *= extents[other];
    }
  }
  if (first) {
    sizes[1 + axis_of_groups] /= c->groups;
    strides[0] = strides[1 + axis_of_groups] * sizes[1 + axis_of_groups];
  }
  return onednn_layout(dnn, rank + first, sizes, (int)type, is_any ? NULL : strides);
}

/* Where the first of oneDNN's kernels takes longer than the second: measured on images of 3 to 96 pixels, 32 at once, with
 * processors that have AVX-512 (`Benchmarks/NOTES.md`). */
static int is_slow(const void *shape, const char *kernel) {
  const CConvolution *c = shape;
  int64_t inputs = c->inputs / c->groups;
  return strncmp(kernel, "brdgmm_dw:", 10) == 0 || (strncmp(kernel, "brgconv:", 8) == 0 && inputs < 16) ||
         (strncmp(kernel, "jit_1x1:", 8) == 0 && c->kind == CConvolutionInputGradient && inputs <= 32);
}

static OneDNNObject *describe(const OneDNN *dnn, const void *shape, OneDNNPlan *plan) {
  const CConvolution *c = shape;
  OneDNNLayout **of = plan->layouts;
  of[0] = channels_last(dnn, c, c->inputs, c->input, c->input_type);
  of[1] = filter_layout(dnn, c, c->filter_type, 0);
  of[2] = channels_last(dnn, c, c->outputs, c->output, c->output_type);
  /* A gradient may be of `float` where all of the convolution forward is of 16 bits: what has its type is the output. */
  int64_t type = c->kind == CConvolutionForward ? c->filter_type : c->output_type;
  OneDNNLayout *any = filter_layout(dnn, c, c->filter_type, 1), *forward_filter = filter_layout(dnn, c, type, 1);
  OneDNNLayout *forward_input = channels_last(dnn, c, c->inputs, c->input, c->kind == CConvolutionForward ? c->input_type : type);
  OneDNNWindow window = {{0}, {0}, {0}, {0}};
  for (int i = 0; i < c->space; i++) {
    window.strides[i] = c->stride[i];
    window.dilations[i] = c->dilation[i] - 1;
    window.low[i] = c->low[i];
    window.high[i] = high(c, i);
  }
  OneDNNObject *description = NULL;
  int has_layouts = of[0] && of[1] && of[2] && any && forward_filter && forward_input;
  OneDNNLayout *layouts[] = {of[0], any, of[2]}, *forward[] = {forward_input, forward_filter, of[2]};
  OneDNNChoice choice = {c, is_slow};
  int status = has_layouts ? onednn_describe(dnn, c->kind, layouts, forward, &window, &choice, &description) : -1;
  onednn_forget_layout(dnn, any);
  onednn_forget_layout(dnn, forward_filter);
  onednn_forget_layout(dnn, forward_input);
  return status ? NULL : description;
}

/* By kind. */
static const OneDNNPlanner planners[] = {
    {sizeof(CConvolution), {OneDNNSource, OneDNNWeights, OneDNNDestination}, is_sound, describe, OneDNNWeightsLayout},
    {sizeof(CConvolution), {OneDNNSourceGradient, OneDNNWeights, OneDNNDestinationGradient}, is_sound, describe, OneDNNWeightsLayout},
    {sizeof(CConvolution), {OneDNNSource, OneDNNWeightsGradient, OneDNNDestinationGradient}, is_sound, describe,
     OneDNNWeightsGradientLayout},
};

const char *cconvolution_kernel(const CConvolution *c) {
  int is_known = c->kind >= CConvolutionForward && c->kind <= CConvolutionFilterGradient;
  return is_known ? onednn_kernel(&planners[c->kind], c) : NULL;
}

typedef struct Call {
  OneDNNCall common;
  CConvolution shape;
  char *input, *filter, *output;
  /* Of all slices of a filter's gradient but the first, which is in `filter`. */
  float *partial_filters;
} Call;

static int64_t product(const int64_t *numbers, int64_t count) {
  int64_t result = 1;
  for (int64_t i = 0; i < count; i++) result *= numbers[i];
  return result;
}

static int64_t filter_elements(const CConvolution *c) { return product(c->taps, c->space) * (c->inputs / c->groups) * c->outputs; }

static void convolve_slice(void *context, int slice) {
  Call *call = context;
  CConvolution part = call->shape;
  int64_t first = call->shape.batch * slice / call->common.slices;
  part.batch = call->shape.batch * (slice + 1) / call->common.slices - first;
  int64_t input = product(part.input, part.space) * part.inputs * onednn_element_size(part.input_type);
  int64_t output = product(part.output, part.space) * part.outputs * onednn_element_size(part.output_type);
  char *filter = part.kind == CConvolutionFilterGradient && slice > 0
                     ? (char *)(call->partial_filters + (slice - 1) * filter_elements(&part))
                     : call->filter;
  void *pointers[] = {call->input + first * input, filter, call->output + first * output};
  int status = onednn_compute(call->common.dnn, &planners[part.kind], &part, pointers);
  if (status) atomic_store(&call->common.status, status);
}

static void add_partial_filters(Call *call) {
  int64_t count = filter_elements(&call->shape);
  float *sum = (float *)call->filter;
  for (int slice = 1; slice < call->common.slices; slice++) {
    const float *part = call->partial_filters + (slice - 1) * count;
    for (int64_t i = 0; i < count; i++) sum[i] += part[i];
  }
}

static int read_call(const XLA_FFI_CallFrame *frame, void *argument) {
  Call *call = argument;
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
  if (!onednn_read_type(input->dtype, &c->input_type) || !onednn_read_type(filter->dtype, &c->filter_type) ||
      !onednn_read_type(output->dtype, &c->output_type)) {
    return 0;
  }
  if (c->input_type > CConvolutionFloat || c->filter_type > CConvolutionFloat || c->output_type > CConvolutionFloat) return 0;
  c->batch = input->dims[0];
  c->outputs = output->dims[c->space + 1];
  c->inputs = input->dims[c->space + 1];
  for (int64_t i = 0; i < c->space; i++) {
    c->input[i] = input->dims[1 + i];
    c->taps[i] = filter->dims[c->filter_axes[2 + i]];
    c->output[i] = output->dims[1 + i];
  }
  int64_t outputs = filter->dims[c->filter_axes[0]], inputs = filter->dims[c->filter_axes[1]];
  int is_input_gradient = c->kind == CConvolutionInputGradient;
  int64_t channels = is_input_gradient ? c->outputs : c->inputs, channels_of_group = is_input_gradient ? outputs : inputs;
  c->groups = channels_of_group > 0 && channels % channels_of_group == 0 ? channels / channels_of_group : 0;
  int fits = output->dims[0] == c->batch && (is_input_gradient ? inputs == c->inputs : outputs == c->outputs);
  if (c->kind == CConvolutionFilterGradient && c->filter_type != CConvolutionFloat) return 0;
  call->input = input->data;
  call->filter = filter->data;
  call->output = output->data;
  return fits && is_sound(c);
}

static void convolve(const XLA_FFI_CallFrame *frame, void *argument) {
  Call *call = argument;
  int threads = threads_of_program(frame), slices = threads < call->shape.batch ? threads : (int)call->shape.batch;
  if (call->shape.kind == CConvolutionFilterGradient && slices > 1) {
    call->partial_filters = scratch_take((size_t)(slices - 1) * (size_t)filter_elements(&call->shape) * sizeof(float));
    if (!call->partial_filters) slices = 1;
  }
  call->common.slices = slices;
  for_each_slice(frame, slices, HelpersLeave, convolve_slice, call);
  if (call->partial_filters) add_partial_filters(call);
  scratch_give(call->partial_filters);
}

void *cconvolution_call(void *frame) {
  static const OneDNNOperation convolution = {
      .name = "a convolution", .parts = "operands or a window", .read = read_call, .compute = convolve};
  Call call = {.partial_filters = NULL};
  return onednn_answer(frame, &convolution, &call.common);
}
