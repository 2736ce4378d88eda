#include "CAttention.h"

#include <stdatomic.h>
#include <string.h>

#include "pjrt_ffi_call.h"
#include "row_greatest.h"
#include "scratch.h"
#include "slices.h"
#include "small_products.h"
#include "vectorized_exp.h"

enum { queries_of_block = 16, greatest_length = 4096 };

typedef struct Call {
  size_t batch, length, heads, size;
  int is_causal, slices;
  float scale;
  const float *cotangent, *query, *key, *value;
  /* The result, or the gradients of query, key and value. */
  float *results[3];
  atomic_int lacks_memory;
} Call;

/* One head of one example, and memory for it. */
typedef struct Head {
  const Call *call;
  /* Where it begins in `[batch, length, heads, size]`, and from one of its rows to the next. */
  size_t start, row;
  /* The length in whole vectors. */
  size_t columns;
  /* `[size, columns]`: keys and values with rows and columns exchanged. */
  float *keys, *values;
  /* `[queries_of_block, columns]`: weights, and what the gradient of the scores is. */
  float *weights, *slopes;
} Head;

/* Some queries, and how many keys the last of them sees. */
typedef struct Block {
  size_t begin, count, visible;
} Block;

static size_t whole_vectors(size_t count) { return (count + lanes - 1) / lanes * lanes; }

static Block block_at(const Call *call, size_t begin) {
  size_t rest = call->length - begin, count = rest < queries_of_block ? rest : queries_of_block;
  return (Block){begin, count, call->is_causal ? begin + count : call->length};
}

VECTORIZED static void exchange(const Head *head, const float *restrict array, float *restrict exchanged) {
  size_t length = head->call->length, size = head->call->size, columns = head->columns, i = 0;
  const float *restrict rows = array + head->start;
  for (; i + lanes <= length; i += lanes) {
    for (size_t j = 0; j < size; j++) {
      for (size_t lane = 0; lane < lanes; lane++) exchanged[j * columns + i + lane] = rows[(i + lane) * head->row + j];
    }
  }
  for (; i < columns; i++) {
    for (size_t j = 0; j < size; j++) exchanged[j * columns + i] = i < length ? rows[i * head->row + j] : 0;
  }
}

/* The weights of a block: softmax(scale · scores), 0 for what is hidden. */
VECTORIZED static void weigh(const Head *head, Block block) {
#pragma clang fp reassociate(on)
  const Call *call = head->call;
  size_t columns = whole_vectors(block.visible);
  Strided queries = {call->query + head->start + block.begin * head->row, head->row, 1};
  multiply_small(block.count, call->size, columns, queries, head->keys, head->columns, head->weights, head->columns, 0);
  for (size_t i = 0; i < block.count; i++) {
    float *restrict scores = head->weights + i * head->columns;
    size_t count = call->is_causal ? block.begin + i + 1 : call->length;
    float greatest = row_greatest(scores, count), sum = 0;
    for (size_t j = 0; j < count; j++) {
      scores[j] = vectorized_exp((scores[j] - greatest) * call->scale);
      sum += scores[j];
    }
    float factor = 1 / sum;
    for (size_t j = 0; j < count; j++) scores[j] *= factor;
    memset(scores + count, 0, (columns - count) * sizeof(float));
  }
}

VECTORIZED static void attend(const Head *head, Block block) {
  const Call *call = head->call;
  Strided weights = {head->weights, head->columns, 1};
  float *result = call->results[0] + head->start + block.begin * head->row;
  weigh(head, block);
  multiply_small(block.count, block.visible, call->size, weights, call->value + head->start, head->row, result, head->row, 0);
}

/* The gradient of the scores, from that of the weights in its place: weights · (ȳ − Σ ȳ · weights) · scale, 0 for what is hidden. */
VECTORIZED static void differentiate_weights(const Head *head, Block block) {
#pragma clang fp reassociate(on)
  float scale = head->call->scale;
  for (size_t i = 0; i < block.count; i++) {
    const float *restrict weights = head->weights + i * head->columns;
    float *restrict slopes = head->slopes + i * head->columns, sum = 0;
    for (size_t j = 0; j < block.visible; j++) sum += weights[j] * slopes[j];
    for (size_t j = 0; j < block.visible; j++) slopes[j] = weights[j] * (slopes[j] - sum) * scale;
  }
}

/* The gradients of a block's queries, and what it adds to those of keys and values. Blocks come last to first: the last sees all keys. */
VECTORIZED static void differentiate(const Head *head, Block block) {
  const Call *call = head->call;
  size_t stride = head->columns, row = head->row, first = head->start + block.begin * row;
  const float *cotangent = call->cotangent + first, *queries = call->query + first;
  int adds = block.begin + block.count < call->length;
  weigh(head, block);
  multiply_small(
      block.count, call->size, whole_vectors(block.visible), (Strided){cotangent, row, 1}, head->values, stride, head->slopes, stride, 0);
  differentiate_weights(head, block);
  multiply_small(
      block.count, block.visible, call->size, (Strided){head->slopes, stride, 1}, call->key + head->start, row,
      call->results[0] + first, row, 0);
  multiply_small(
      block.visible, block.count, call->size, (Strided){head->slopes, 1, stride}, queries, row, call->results[1] + head->start, row, adds);
  multiply_small(
      block.visible, block.count, call->size, (Strided){head->weights, 1, stride}, cotangent, row, call->results[2] + head->start, row,
      adds);
}

static void compute_head(const Head *head) {
  const Call *call = head->call;
  size_t blocks = (call->length + queries_of_block - 1) / queries_of_block;
  exchange(head, call->key, head->keys);
  if (call->cotangent) exchange(head, call->value, head->values);
  for (size_t index = blocks; index-- > 0;) {
    Block block = block_at(call, index * queries_of_block);
    if (call->cotangent) {
      differentiate(head, block);
    } else {
      attend(head, block);
    }
  }
}

static void compute_slice(void *context, int slice) {
  Call *call = context;
  size_t slices = (size_t)call->slices, heads = call->batch * call->heads, end = heads * ((size_t)slice + 1) / slices;
  size_t columns = whole_vectors(call->length), of_rows = call->size * columns, of_weights = queries_of_block * columns;
  float *space = scratch_take(2 * (of_rows + of_weights) * sizeof(float));
  if (!space) {
    atomic_store(&call->lacks_memory, 1);
    return;
  }
  Head head = {
      .call = call, .row = call->heads * call->size, .columns = columns, .keys = space, .values = space + of_rows,
      .weights = space + 2 * of_rows, .slopes = space + 2 * of_rows + of_weights};
  for (size_t index = heads * (size_t)slice / slices; index < end; index++) {
    head.start = (index / call->heads * call->length * call->heads + index % call->heads) * call->size;
    compute_head(&head);
  }
  scratch_give(space);
}

static int is_like(const XLA_FFI_Buffer *buffer, const int64_t *dims) {
  return buffer->dtype == XLA_FFI_DataType_F32 && buffer->rank == 4 && memcmp(buffer->dims, dims, 4 * sizeof(int64_t)) == 0;
}

static int read_attributes(const XLA_FFI_CallFrame *frame, Call *call) {
  double scale;
  if (frame->attrs.size != 2 || frame->attrs.types[0] != XLA_FFI_AttrType_ARRAY || !xla_ffi_double(frame, 1, &scale)) return 0;
  const XLA_FFI_Array *is_causal = frame->attrs.attrs[0];
  if (is_causal->dtype != XLA_FFI_DataType_S64 || is_causal->size != 1) return 0;
  call->is_causal = *(const int64_t *)is_causal->data != 0;
  call->scale = (float)scale;
  return call->scale > 0;
}

static int read(const XLA_FFI_CallFrame *frame, int64_t results, Call *call) {
  XLA_FFI_Buffer *const *operands = frame->args.buffers;
  int64_t has_cotangent = results == 3;
  if (frame->args.size != 3 + has_cotangent || frame->rets.size != results || !read_attributes(frame, call)) return 0;
  const int64_t *dims = operands[0]->dims;
  for (int64_t index = 0; index < frame->args.size; index++) {
    if (!is_like(operands[index], dims)) return 0;
  }
  for (int64_t index = 0; index < results; index++) {
    if (!is_like(frame->rets.buffers[index], dims)) return 0;
    call->results[index] = frame->rets.buffers[index]->data;
  }
  if (dims[0] < 1 || dims[1] < 1 || dims[1] > greatest_length || dims[2] < 1 || dims[3] < 1 || dims[3] % lanes) return 0;
  call->batch = (size_t)dims[0];
  call->length = (size_t)dims[1];
  call->heads = (size_t)dims[2];
  call->size = (size_t)dims[3];
  if (has_cotangent) call->cotangent = operands[0]->data;
  call->query = operands[has_cotangent]->data;
  call->key = operands[has_cotangent + 1]->data;
  call->value = operands[has_cotangent + 2]->data;
  return 1;
}

static void *answer(const XLA_FFI_CallFrame *frame, int64_t results) {
  if (xla_ffi_answered_metadata(frame) || frame->stage != XLA_FFI_ExecutionStage_EXECUTE) return NULL;
  Call call = {.cotangent = NULL};
  if (!read(frame, results, &call)) {
    return xla_ffi_error(frame, XLA_FFI_Error_Code_INVALID_ARGUMENT, "an attention with operands that do not fit");
  }
  size_t threads = (size_t)threads_of_program(frame), heads = call.batch * call.heads;
  call.slices = (int)(heads < threads ? heads : threads);
  for_each_slice(frame, call.slices, HelpersLeave, compute_slice, &call);
  return atomic_load(&call.lacks_memory) ? xla_ffi_error(frame, XLA_FFI_Error_Code_INTERNAL, "no memory for the weights of an attention") : NULL;
}

void *cattention(void *frame) { return answer(frame, 1); }

void *cattention_gradients(void *frame) { return answer(frame, 3); }

int cattention_is_fast(void) { return has_registers_for_tiles(); }
