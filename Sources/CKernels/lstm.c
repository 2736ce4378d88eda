#include "CLSTM.h"

#include <string.h>

#include "lstm_steps.h"
#include "onednn_call.h"
#include "panels.h"
#include "product.h"
#include "scratch.h"
#include "slices.h"

/* Examples do not meet, so a slice goes through all times with its own; with fewer products in it no thread is worth waking. */
enum { least_rows_of_slice = 8, least_products_of_slice = 1 << 20, most_extent = 1 << 24 };

typedef struct Call {
  OneDNNCall common;
  size_t times, rows, units;
  int is_reversed;
  const float *operands[6];
  float *results[6];
} Call;

/* What a slice has of all rows. */
typedef struct Part {
  Call *call;
  size_t first, rows;
  CProduct product;
  Panels weight;
} Part;

static Part part_of(Call *call, int slice) {
  size_t first = call->rows * (size_t)slice / (size_t)call->common.slices;
  return (Part){call, first, call->rows * (size_t)(slice + 1) / (size_t)call->common.slices - first, {0}, {0}};
}

/* Where the slice's rows of a stack are at a time, with `width` elements for each. */
static size_t place(const Part *part, size_t time, size_t width) { return (time * part->call->rows + part->first) * width; }

/* The time of a step, by the number of the step. */
static size_t time_of(const Call *call, size_t step) { return call->is_reversed ? call->times - 1 - step : step; }

/* By oneDNN, which would rearrange the weight in each step, only where there is no better way. */
static int multiply(const Part *part, const float *left, const float *weight, float *result) {
  if (part->weight.numbers) {
    panels_multiply(&part->weight, part->rows, left, result);
    return 0;
  }
  return product_compute(part->call->common.dnn, &part->product, (void *[]){(void *)left, (void *)weight, result});
}

static void prepare_product(Part *part, const float *weight, size_t inner, size_t columns, int is_transposed) {
  if (panels_fit(columns)) part->weight = panels_of(weight, inner, columns, is_transposed);
  part->product = (CProduct){
      .left_type = CConvolutionFloat, .right_type = CConvolutionFloat, .result_type = CConvolutionFloat, .rows = (int64_t)part->rows,
      .inner = (int64_t)inner, .columns = (int64_t)columns, .all_rows = (int64_t)part->rows, .all_columns = (int64_t)columns,
      .right_is_transposed = is_transposed};
}

static void advance_slice(void *context, int slice) {
  Part part = part_of(context, slice);
  Call *call = part.call;
  size_t units = call->units, times = call->times, bytes = part.rows * units * sizeof(float);
  const float *projected = call->operands[2], *weight = call->operands[3];
  float *outputs = call->results[2], *cells = call->results[3], *hiddens = call->results[4], *gates = call->results[5];
  float *product = scratch_take(4 * bytes);
  int status = product ? 0 : -1;
  prepare_product(&part, weight, units, 4 * units, 0);
  memcpy(cells + place(&part, time_of(call, 0), units), call->operands[0] + part.first * units, bytes);
  memcpy(hiddens + place(&part, time_of(call, 0), units), call->operands[1] + part.first * units, bytes);
  for (size_t step = 0; step < times && !status; step++) {
    size_t time = time_of(call, step), here = place(&part, time, units), wide = place(&part, time, 4 * units);
    int is_last = step + 1 == times;
    size_t next = is_last ? part.first * units : place(&part, time_of(call, step + 1), units);
    status = multiply(&part, hiddens + here, weight, product);
    if (status) break;
    lstm_advance(&(LSTMStep){
        .rows = part.rows, .units = units, .projected = projected + wide, .product = product, .cell = cells + here, .gates = gates + wide,
        .next_cell = (is_last ? call->results[0] : cells) + next, .next_hidden = (is_last ? call->results[1] : hiddens) + next,
        .output = outputs + here});
  }
  scratch_give(product);
  panels_forget(&part.weight);
  if (status) atomic_store(&call->common.status, status);
}

static void differentiate_slice(void *context, int slice) {
  Part part = part_of(context, slice);
  Call *call = part.call;
  size_t units = call->units, state = part.first * units, bytes = part.rows * units * sizeof(float);
  const float *of_outputs = call->operands[2], *cells = call->operands[3], *gates = call->operands[4], *weight = call->operands[5];
  float *of_cell = call->results[0] + state, *of_hidden = call->results[1] + state, *of_gates = call->results[2];
  int status = 0;
  prepare_product(&part, weight, 4 * units, units, 1);
  memcpy(of_cell, call->operands[0] + state, bytes);
  memcpy(of_hidden, call->operands[1] + state, bytes);
  for (size_t step = 0; step < call->times && !status; step++) {
    size_t here = place(&part, time_of(call, step), units), wide = place(&part, time_of(call, step), 4 * units);
    lstm_differentiate(&(LSTMStepBack){
        .rows = part.rows, .units = units, .gates = gates + wide, .cell = cells + here, .of_output = of_outputs + here,
        .of_hidden = of_hidden, .of_cell = of_cell, .of_gates = of_gates + wide});
    status = multiply(&part, of_gates + wide, weight, of_hidden);
  }
  panels_forget(&part.weight);
  if (status) atomic_store(&call->common.status, status);
}

static void for_all_rows(const XLA_FFI_CallFrame *frame, Call *call, void (*body)(void *, int)) {
  double products = (double)call->times * (double)call->rows * (double)call->units * (double)call->units * 4;
  int threads = threads_of_program(frame);
  double most = products / least_products_of_slice, most_by_rows = (double)(call->rows / least_rows_of_slice);
  if (most_by_rows < most) most = most_by_rows;
  call->common.slices = most < 1 ? 1 : most < threads ? (int)most : threads;
  for_each_slice(frame, call->common.slices, HelpersLeave, body, call);
}

static void advance(const XLA_FFI_CallFrame *frame, void *call) { for_all_rows(frame, call, advance_slice); }
static void differentiate(const XLA_FFI_CallFrame *frame, void *call) { for_all_rows(frame, call, differentiate_slice); }

static int has_shape(const XLA_FFI_Buffer *buffer, int64_t rank, const int64_t *shape) {
  return buffer->dtype == XLA_FFI_DataType_F32 && buffer->rank == rank && memcmp(buffer->dims, shape, (size_t)rank * sizeof(int64_t)) == 0;
}

/* What an array is: s a state, t a stack of states, g a stack of gates, w the weight. */
static int is_kind(const XLA_FFI_Buffer *buffer, char kind, int64_t times, int64_t rows, int64_t units) {
  switch (kind) {
  case 's': return has_shape(buffer, 2, (int64_t[]){rows, units});
  case 't': return has_shape(buffer, 3, (int64_t[]){times, rows, units});
  case 'g': return has_shape(buffer, 3, (int64_t[]){times, rows, 4 * units});
  default: return has_shape(buffer, 2, (int64_t[]){units, 4 * units});
  }
}

/* Shapes are checked: a program may come from a file. All follow from those of the third operand, a stack, and the last one, the weight. */
static int read(const XLA_FFI_CallFrame *frame, Call *call, const char *operands, const char *results) {
  size_t operand_count = strlen(operands), result_count = strlen(results);
  if (frame->args.size != (int64_t)operand_count || frame->rets.size != (int64_t)result_count || frame->attrs.size != 1) return 0;
  if (frame->attrs.types[0] != XLA_FFI_AttrType_SCALAR) return 0;
  const XLA_FFI_Scalar *is_reversed = frame->attrs.attrs[0];
  const XLA_FFI_Buffer *stack = frame->args.buffers[2], *weight = frame->args.buffers[operand_count - 1];
  if (is_reversed->dtype != XLA_FFI_DataType_S64 || stack->rank != 3 || weight->rank != 2) return 0;
  int64_t times = stack->dims[0], rows = stack->dims[1], units = weight->dims[0];
  if (times < 1 || rows < 1 || units < 1 || times > most_extent || rows > most_extent || units > most_extent) return 0;
  for (size_t i = 0; i < operand_count; i++) {
    if (!is_kind(frame->args.buffers[i], operands[i], times, rows, units)) return 0;
    call->operands[i] = frame->args.buffers[i]->data;
  }
  for (size_t i = 0; i < result_count; i++) {
    if (!is_kind(frame->rets.buffers[i], results[i], times, rows, units)) return 0;
    call->results[i] = frame->rets.buffers[i]->data;
  }
  call->is_reversed = *(const int64_t *)is_reversed->value != 0;
  call->times = (size_t)times;
  call->rows = (size_t)rows;
  call->units = (size_t)units;
  return 1;
}

static int read_forward(const XLA_FFI_CallFrame *frame, void *call) { return read(frame, call, "ssgw", "sstttg"); }
static int read_back(const XLA_FFI_CallFrame *frame, void *call) { return read(frame, call, "ssttgw", "ssg"); }

void *clstm_call(void *frame) {
  static const OneDNNOperation lstm = {.name = "an LSTM", .parts = "operands", .read = read_forward, .compute = advance};
  Call call = {.times = 0};
  return onednn_answer(frame, &lstm, &call.common);
}

void *clstm_gradient_call(void *frame) {
  static const OneDNNOperation gradient = {.name = "an LSTM's gradient", .parts = "operands", .read = read_back, .compute = differentiate};
  Call call = {.times = 0};
  return onednn_answer(frame, &gradient, &call.common);
}
