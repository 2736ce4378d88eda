#include "product.h"

#include <string.h>

#include "onednn_call.h"
#include "plans.h"
#include "scratch.h"
#include "slices.h"
#include "vectorized.h"

/* Slices are of whole vectors, and large enough to be worth waking a thread. */
enum { slice_unit = 16, least_products_of_slice = 1 << 19 };

/* Beside oneDNN's statuses, which are positive. */
enum { no_memory = -1 };

static OneDNNLayout *matrix(
    const OneDNN *dnn, const CProduct *p, int64_t rows, int64_t columns, int64_t type, int64_t row_step, int64_t column_step,
    int64_t elements) {
  OneDNNSizes sizes = {rows, columns}, strides = {row_step, column_step};
  if (!p->batch) return onednn_layout(dnn, 2, sizes, (int)type, strides);
  OneDNNSizes batch_sizes = {p->batch, rows, columns}, batch_strides = {elements, row_step, column_step};
  return onednn_layout(dnn, 3, batch_sizes, (int)type, batch_strides);
}

static int is_sound(const void *shape) {
  const CProduct *p = shape;
  return p->batch >= 0 && p->rows >= 1 && p->inner >= 1 && p->columns >= 1 && p->rows <= p->all_rows && p->columns <= p->all_columns;
}

static OneDNNObject *describe(const OneDNN *dnn, const void *shape, OneDNNPlan *plan) {
  const CProduct *p = shape;
  int64_t left_rows = p->left_is_transposed ? 1 : p->inner, left_columns = p->left_is_transposed ? p->all_rows : 1;
  int64_t right_rows = p->right_is_transposed ? 1 : p->all_columns, right_columns = p->right_is_transposed ? p->inner : 1;
  OneDNNLayout **of = plan->layouts;
  of[0] = matrix(dnn, p, p->rows, p->inner, p->left_type, left_rows, left_columns, p->all_rows * p->inner);
  of[1] = matrix(dnn, p, p->inner, p->columns, p->right_type, right_rows, right_columns, p->inner * p->all_columns);
  of[2] = matrix(dnn, p, p->rows, p->columns, p->result_type, p->all_columns, 1, p->all_rows * p->all_columns);
  OneDNNObject *description = NULL;
  if (!of[0] || !of[1] || !of[2]) return NULL;
  return onednn_describe_product(dnn, of[0], of[1], of[2], p->adds != 0, &description) ? NULL : description;
}

static const OneDNNPlanner planner = {
    .shape_size = sizeof(CProduct),
    .arguments = {OneDNNSource, OneDNNWeights, OneDNNDestination},
    .is_sound = is_sound,
    .describe = describe,
};

const char *cproduct_kernel(const CProduct *product) { return onednn_kernel(&planner, product); }

int product_compute(const OneDNN *dnn, const CProduct *product, void *const pointers[3]) {
  return onednn_compute(dnn, &planner, product, pointers);
}

typedef struct Call {
  OneDNNCall common;
  CProduct shape;
  char *left, *right, *result;
  /* Of a step of descent: what the product is subtracted from, where it is not in the result's memory yet, and how often. */
  const char *old;
  const float *scale;
  /* What is done with the result while it is in the cache: `relu(x + bias)`, or 0 where `mask` is not positive. */
  const float *bias, *mask;
} Call;

VECTORIZED static void add_and_rectify(float *y, const float *bias, int64_t rows, int64_t columns, int64_t step) {
  for (; rows-- > 0; y += step) {
    for (int64_t column = 0; column < columns; column++) {
      float x = y[column] + bias[column];
      y[column] = x <= 0 ? 0 : x;
    }
  }
}

VECTORIZED static void clear_where_not_positive(float *y, const float *mask, int64_t rows, int64_t columns, int64_t step) {
  for (; rows-- > 0; y += step, mask += step) {
    for (int64_t column = 0; column < columns; column++) y[column] = mask[column] <= 0 ? 0 : y[column];
  }
}

VECTORIZED static void scale_by(float factor, const float *x, float *result, int64_t count) {
  for (int64_t i = 0; i < count; i++) result[i] = x[i] * factor;
}

/* Where a slice begins: whole units but the last. */
static int64_t start(int64_t extent, int slice, int slices, int64_t unit) {
  int64_t units = (extent + unit - 1) / unit, place = units * slice / slices * unit;
  return place < extent ? place : extent;
}

static void multiply_slice(void *context, int slice) {
  Call *call = context;
  CProduct part = call->shape;
  int64_t left = 0, right = 0, result = 0;
  if (part.batch) {
    int64_t first = start(part.batch, slice, call->common.slices, 1);
    part.batch = start(part.batch, slice + 1, call->common.slices, 1) - first;
    left = first * part.rows * part.inner;
    right = first * part.inner * part.columns;
    result = first * part.rows * part.columns;
  } else if (part.rows >= part.columns) {
    int64_t first = start(part.all_rows, slice, call->common.slices, slice_unit);
    part.rows = start(part.all_rows, slice + 1, call->common.slices, slice_unit) - first;
    left = part.left_is_transposed ? first : first * part.inner;
    result = first * part.columns;
  } else {
    int64_t first = start(part.all_columns, slice, call->common.slices, slice_unit);
    part.columns = start(part.all_columns, slice + 1, call->common.slices, slice_unit) - first;
    right = part.right_is_transposed ? first * part.inner : first;
    result = first;
  }
  if (!part.rows || !part.columns) return;
  void *pointers[] = {
      call->left + left * onednn_element_size(part.left_type), call->right + right * onednn_element_size(part.right_type),
      call->result + result * onednn_element_size(part.result_type)};
  int status = product_compute(call->common.dnn, &part, pointers);
  if (status) atomic_store(&call->common.status, status);
  float *y = (float *)call->result + result;
  if (call->bias) add_and_rectify(y, call->bias + result % part.all_columns, part.rows, part.columns, part.all_columns);
  if (call->mask) clear_where_not_positive(y, call->mask + result, part.rows, part.columns, part.all_columns);
}

static int read_factors(const XLA_FFI_CallFrame *frame, Call *call, XLA_FFI_Buffer *const *factors) {
  if (frame->rets.size != 1 || frame->attrs.size != 1) return 0;
  if (frame->attrs.types[0] != XLA_FFI_AttrType_ARRAY) return 0;
  const XLA_FFI_Array *transposed = frame->attrs.attrs[0];
  if (transposed->dtype != XLA_FFI_DataType_S64 || transposed->size != 2) return 0;
  CProduct *p = &call->shape;
  p->left_is_transposed = ((const int64_t *)transposed->data)[0] != 0;
  p->right_is_transposed = ((const int64_t *)transposed->data)[1] != 0;
  const XLA_FFI_Buffer *left = factors[0], *right = factors[1], *result = frame->rets.buffers[0];
  if (left->rank != right->rank || left->rank != result->rank || left->rank < 2 || left->rank > 3) return 0;
  if (!onednn_read_type(left->dtype, &p->left_type) || !onednn_read_type(right->dtype, &p->right_type) || !onednn_read_type(result->dtype, &p->result_type)) {
    return 0;
  }
  const int64_t *l = left->dims + left->rank - 2, *r = right->dims + right->rank - 2, *y = result->dims + result->rank - 2;
  if (left->rank == 3) {
    p->batch = left->dims[0];
    if (p->batch < 1 || right->dims[0] != p->batch || result->dims[0] != p->batch) return 0;
  }
  p->rows = p->all_rows = l[p->left_is_transposed];
  p->inner = l[!p->left_is_transposed];
  p->columns = p->all_columns = r[!p->right_is_transposed];
  call->left = left->data;
  call->right = right->data;
  call->result = result->data;
  if ((p->left_type == CProductInt8) != (p->result_type == CProductInt32) || p->right_type != p->left_type) return 0;
  if (p->left_type == CProductInt32 || p->result_type == CProductInt8) return 0;
  return r[p->right_is_transposed] == p->inner && y[0] == p->rows && y[1] == p->columns && is_sound(p);
}

static int read_call(const XLA_FFI_CallFrame *frame, void *call) {
  return frame->args.size == 2 && read_factors(frame, call, frame->args.buffers);
}

static int is_like(const XLA_FFI_Buffer *buffer, const XLA_FFI_Buffer *other) {
  return buffer->dtype == other->dtype && buffer->rank == other->rank
      && memcmp(buffer->dims, other->dims, (size_t)other->rank * sizeof(int64_t)) == 0;
}

static int read_finished(const XLA_FFI_CallFrame *frame, Call *call) {
  return frame->args.size == 3 && read_factors(frame, call, frame->args.buffers) && call->shape.result_type == CConvolutionFloat
      && !call->shape.batch;
}

static int read_relu(const XLA_FFI_CallFrame *frame, void *argument) {
  Call *call = argument;
  if (!read_finished(frame, call)) return 0;
  const XLA_FFI_Buffer *bias = frame->args.buffers[2];
  call->bias = bias->data;
  return bias->dtype == XLA_FFI_DataType_F32 && bias->rank == 1 && bias->dims[0] == call->shape.columns;
}

static int read_masked(const XLA_FFI_CallFrame *frame, void *argument) {
  Call *call = argument;
  if (!read_finished(frame, call)) return 0;
  call->mask = frame->args.buffers[2]->data;
  return is_like(frame->args.buffers[2], frame->rets.buffers[0]);
}

static int read_descent(const XLA_FFI_CallFrame *frame, void *argument) {
  Call *call = argument;
  if (frame->args.size < 4 || !read_factors(frame, call, frame->args.buffers + 1)) return 0;
  const XLA_FFI_Buffer *old = frame->args.buffers[0], *scale = frame->args.buffers[3];
  if (scale->dtype != XLA_FFI_DataType_F32 || scale->rank != 0 || call->shape.left_type != CConvolutionFloat) return 0;
  call->shape.adds = 1;
  call->old = old->data;
  call->scale = scale->data;
  return is_like(old, frame->rets.buffers[0]);
}

static int slices_of(const CProduct *p, int threads) {
  double products = (double)(p->batch ? p->batch : 1) * (double)p->rows * (double)p->inner * (double)p->columns;
  int64_t longer = p->rows >= p->columns ? p->rows : p->columns, units = p->batch ? p->batch : (longer + slice_unit - 1) / slice_unit;
  double worth = products / least_products_of_slice;
  int most = worth < threads ? (int)worth : threads;
  if (units < most) most = (int)units;
  return most < 1 ? 1 : most;
}

static void multiply(const XLA_FFI_CallFrame *frame, void *argument) {
  Call *call = argument;
  call->common.slices = slices_of(&call->shape, threads_of_program(frame));
  for_each_slice(frame, call->common.slices, HelpersStay, multiply_slice, call);
}

/* oneDNN adds once the product: the scalar goes into the smaller factor. */
static void descend(const XLA_FFI_CallFrame *frame, void *argument) {
  Call *call = argument;
  const CProduct *p = &call->shape;
  int64_t batch = p->batch ? p->batch : 1;
  /* A program from a file may not say that the memory is the same. */
  if (call->old != call->result) memcpy(call->result, call->old, (size_t)(batch * p->rows * p->columns) * sizeof(float));
  char **smaller = p->rows < p->columns ? &call->left : &call->right;
  int64_t count = batch * p->inner * (p->rows < p->columns ? p->rows : p->columns);
  float *scaled = scratch_take((size_t)count * sizeof(float));
  if (!scaled) {
    atomic_store(&call->common.status, no_memory);
    return;
  }
  scale_by(-*call->scale, (const float *)*smaller, scaled, count);
  *smaller = (char *)scaled;
  multiply(frame, call);
  scratch_give(scaled);
}

static void *answer(void *frame, const OneDNNOperation *operation) {
  Call call = {.result = NULL};
  return onednn_answer(frame, operation, &call.common);
}

void *cproduct_call(void *frame) {
  static const OneDNNOperation product = {.name = "a product", .parts = "operands", .read = read_call, .compute = multiply};
  return answer(frame, &product);
}

void *cproduct_relu_call(void *frame) {
  static const OneDNNOperation relu = {.name = "a product and a bias", .parts = "operands", .read = read_relu, .compute = multiply};
  return answer(frame, &relu);
}

void *cproduct_masked_call(void *frame) {
  static const OneDNNOperation masked = {.name = "a masked product", .parts = "operands", .read = read_masked, .compute = multiply};
  return answer(frame, &masked);
}

void *cproduct_descent_call(void *frame) {
  static const OneDNNOperation descent = {.name = "a step along a product", .parts = "operands", .read = read_descent, .compute = descend};
  return answer(frame, &descent);
}
