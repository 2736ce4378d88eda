#include "CProduct.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "onednn.h"
#include "pjrt_ffi_call.h"
#include "slices.h"

typedef struct Plan {
  struct Plan *next;
  CProduct shape;
  OneDNNObject *primitive;
  OneDNNLayout *left, *right, *result, *scratch;
  size_t scratch_size;
} Plan;

static Plan *plans;
static pthread_mutex_t planning = PTHREAD_MUTEX_INITIALIZER;

/* Slices are of whole vectors, and large enough to be worth waking a thread. */
enum { slice_unit = 16, least_products_of_slice = 1 << 19 };

static OneDNNLayout *matrix(
    const OneDNN *dnn, const CProduct *p, int64_t rows, int64_t columns, int64_t type, int64_t row_step, int64_t column_step,
    int64_t elements) {
  OneDNNSizes sizes = {rows, columns}, strides = {row_step, column_step};
  if (!p->batch) return onednn_layout(dnn, 2, sizes, (int)type, strides);
  OneDNNSizes batch_sizes = {p->batch, rows, columns}, batch_strides = {elements, row_step, column_step};
  return onednn_layout(dnn, 3, batch_sizes, (int)type, batch_strides);
}

static OneDNNObject *describe(const OneDNN *dnn, const CProduct *p, Plan *plan) {
  plan->shape = *p;
  int64_t left_rows = p->left_is_transposed ? 1 : p->inner, left_columns = p->left_is_transposed ? p->all_rows : 1;
  int64_t right_rows = p->right_is_transposed ? 1 : p->all_columns, right_columns = p->right_is_transposed ? p->inner : 1;
  plan->left = matrix(dnn, p, p->rows, p->inner, p->left_type, left_rows, left_columns, p->all_rows * p->inner);
  plan->right = matrix(dnn, p, p->inner, p->columns, p->right_type, right_rows, right_columns, p->inner * p->all_columns);
  plan->result = matrix(dnn, p, p->rows, p->columns, p->result_type, p->all_columns, 1, p->all_rows * p->all_columns);
  OneDNNObject *description = NULL;
  if (!plan->left || !plan->right || !plan->result) return NULL;
  return onednn_describe_product(dnn, plan->left, plan->right, plan->result, &description) ? NULL : description;
}

static void forget(const OneDNN *dnn, Plan *plan) {
  OneDNNLayout *layouts[] = {plan->left, plan->right, plan->result, plan->scratch};
  for (size_t i = 0; i < sizeof layouts / sizeof *layouts; i++) onednn_forget_layout(dnn, layouts[i]);
  free(plan);
}

static int is_sound(const CProduct *p) {
  return p->batch >= 0 && p->rows >= 1 && p->inner >= 1 && p->columns >= 1 && p->rows <= p->all_rows && p->columns <= p->all_columns;
}

const char *cproduct_kernel(const CProduct *product) {
  const OneDNN *dnn = onednn();
  Plan *plan = dnn && is_sound(product) ? calloc(1, sizeof *plan) : NULL;
  if (!plan) return NULL;
  int threads = onednn_begin_on_one_thread();
  OneDNNObject *description = describe(dnn, product, plan);
  onednn_end_on_one_thread(threads);
  const char *name = description ? onednn_generated_kernel(dnn, description) : NULL;
  if (description) onednn_forget_description(dnn, description);
  forget(dnn, plan);
  return name;
}

/* Kept for the life of the process, as are the programs that call it. */
static const Plan *plan_for(const OneDNN *dnn, const CProduct *p) {
  pthread_mutex_lock(&planning);
  Plan *plan = plans;
  while (plan && memcmp(&plan->shape, p, sizeof *p) != 0) plan = plan->next;
  if (!plan && (plan = calloc(1, sizeof *plan))) {
    OneDNNObject *description = describe(dnn, p, plan);
    int is_complete = 0;
    if (description) {
      plan->scratch = onednn_copy_layout(dnn, onednn_layout_of(dnn, description, OneDNNScratchLayout));
      is_complete = plan->scratch && !onednn_make(dnn, description, &plan->primitive);
      onednn_forget_description(dnn, description);
    }
    if (is_complete) {
      plan->scratch_size = onednn_size(dnn, plan->scratch);
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

typedef struct Call {
  const OneDNN *dnn;
  CProduct shape;
  int slices;
  char *left, *right, *result;
  atomic_int status;
} Call;

static int64_t element_size(int64_t type) { return type == CConvolutionBFloat16 ? 2 : 4; }

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
    int64_t first = start(part.batch, slice, call->slices, 1);
    part.batch = start(part.batch, slice + 1, call->slices, 1) - first;
    left = first * part.rows * part.inner;
    right = first * part.inner * part.columns;
    result = first * part.rows * part.columns;
  } else if (part.rows >= part.columns) {
    int64_t first = start(part.all_rows, slice, call->slices, slice_unit);
    part.rows = start(part.all_rows, slice + 1, call->slices, slice_unit) - first;
    left = part.left_is_transposed ? first : first * part.inner;
    result = first * part.columns;
  } else {
    int64_t first = start(part.all_columns, slice, call->slices, slice_unit);
    part.columns = start(part.all_columns, slice + 1, call->slices, slice_unit) - first;
    right = part.right_is_transposed ? first * part.inner : first;
    result = first;
  }
  if (!part.rows || !part.columns) return;
  int threads = onednn_begin_on_one_thread();
  const Plan *plan = plan_for(call->dnn, &part);
  void *scratch = plan && plan->scratch_size ? onednn_scratch(plan->scratch_size) : NULL;
  int status = plan && (scratch || !plan->scratch_size) ? 0 : -1;
  if (!status) {
    static const int indices[] = {OneDNNSource, OneDNNWeights, OneDNNDestination, OneDNNScratch};
    OneDNNLayout *layouts[] = {plan->left, plan->right, plan->result, plan->scratch};
    void *pointers[] = {
        call->left + left * element_size(part.left_type), call->right + right * element_size(part.right_type),
        call->result + result * element_size(part.result_type), scratch};
    status = onednn_run_on(call->dnn, plan->primitive, scratch ? 4 : 3, indices, layouts, pointers);
  }
  free(scratch);
  onednn_end_on_one_thread(threads);
  if (status) atomic_store(&call->status, status);
}

static int read_type(int number, int64_t *type) {
  *type = number == XLA_FFI_DataType_F32 ? CConvolutionFloat : CConvolutionBFloat16;
  return number == XLA_FFI_DataType_F32 || number == XLA_FFI_DataType_BF16;
}

/* The product that a program asks for, checked: a program may come from a file. */
static int read_call(const XLA_FFI_CallFrame *frame, Call *call) {
  if (frame->args.size != 2 || frame->rets.size != 1 || frame->attrs.size != 1) return 0;
  if (frame->attrs.types[0] != XLA_FFI_AttrType_ARRAY) return 0;
  const XLA_FFI_Array *transposed = frame->attrs.attrs[0];
  if (transposed->dtype != XLA_FFI_DataType_S64 || transposed->size != 2) return 0;
  CProduct *p = &call->shape;
  p->left_is_transposed = ((const int64_t *)transposed->data)[0] != 0;
  p->right_is_transposed = ((const int64_t *)transposed->data)[1] != 0;
  const XLA_FFI_Buffer *left = frame->args.buffers[0], *right = frame->args.buffers[1], *result = frame->rets.buffers[0];
  if (left->rank != right->rank || left->rank != result->rank || left->rank < 2 || left->rank > 3) return 0;
  if (!read_type(left->dtype, &p->left_type) || !read_type(right->dtype, &p->right_type) || !read_type(result->dtype, &p->result_type)) {
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
  return r[p->right_is_transposed] == p->inner && y[0] == p->rows && y[1] == p->columns && is_sound(p);
}

static int slices_of(const CProduct *p, int threads) {
  double products = (double)(p->batch ? p->batch : 1) * (double)p->rows * (double)p->inner * (double)p->columns;
  int64_t longer = p->rows >= p->columns ? p->rows : p->columns, units = p->batch ? p->batch : (longer + slice_unit - 1) / slice_unit;
  double worth = products / least_products_of_slice;
  int most = worth < threads ? (int)worth : threads;
  if (units < most) most = (int)units;
  return most < 1 ? 1 : most;
}

void *cproduct_call(void *argument) {
  const XLA_FFI_CallFrame *frame = argument;
  if (xla_ffi_answered_metadata(frame) || frame->stage != XLA_FFI_ExecutionStage_EXECUTE) return NULL;
  Call call = {.dnn = onednn()};
  if (!call.dnn) return xla_ffi_error(frame, XLA_FFI_Error_Code_INTERNAL, "a product by oneDNN, which is not open");
  if (!read_call(frame, &call)) {
    return xla_ffi_error(frame, XLA_FFI_Error_Code_INVALID_ARGUMENT, "a product by oneDNN with operands that do not fit");
  }
  call.slices = slices_of(&call.shape, threads_of_program(frame));
  for_each_slice(frame, call.slices, multiply_slice, &call);
  if (!atomic_load(&call.status)) return NULL;
  char message[96];
  snprintf(message, sizeof message, "a product by oneDNN failed with its status %d", atomic_load(&call.status));
  return xla_ffi_error(frame, XLA_FFI_Error_Code_INTERNAL, message);
}
