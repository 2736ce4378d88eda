#include "CFeatures.h"

#include <stdatomic.h>
#include <stddef.h>
#include <string.h>

#include "row_moments.h"
#include "scratch.h"
#include "slices.h"
#include "vectorized.h"

/* A block of one array is 64 KB, which a second pass finds in the cache. Lanes are several rows side by side, for features fewer than
 * a vector has elements. */
enum { block_elements = 16384, lane_elements = 256, most_features = 1 << 20 };

typedef struct Work {
  const float *a, *b, *centers;
  double epsilon;
  size_t rows, features, rows_of_block, blocks, width;
  /* How many sums there are of each feature. */
  size_t numbers;
  int slices;
  void (*sum_block)(const struct Work *, size_t first, size_t count, float *lanes, double *sums);
  /* `[blocks, numbers, features]` */
  double *sums;
  atomic_int has_no_memory;
} Work;

/* What is summed for each feature. */
typedef struct Kind {
  int64_t operands;
  size_t numbers;
  int has_epsilon;
  void (*sum_block)(const Work *, size_t first, size_t count, float *lanes, double *sums);
  void (*merge)(const Work *, float *result);
} Kind;

VECTORIZED static void add(const float *restrict a, size_t count, size_t width, float *restrict lanes) {
  for (; count >= 4 * width; a += 4 * width, count -= 4 * width) {
    for (size_t j = 0; j < width; j++) lanes[j] += (a[j] + a[j + width]) + (a[j + 2 * width] + a[j + 3 * width]);
  }
  for (; count > 0; a += width) {
    size_t rest = count < width ? count : width;
    for (size_t j = 0; j < rest; j++) lanes[j] += a[j];
    count -= rest;
  }
}

VECTORIZED static void add_squares(
    const float *restrict a, const float *restrict centers, size_t count, size_t width, float *restrict lanes) {
  for (; count > 0; a += width) {
    size_t rest = count < width ? count : width;
    for (size_t j = 0; j < rest; j++) lanes[j] += (a[j] - centers[j]) * (a[j] - centers[j]);
    count -= rest;
  }
}

VECTORIZED static void add_products(
    const float *restrict a, const float *restrict b, const float *restrict centers, size_t count, size_t width,
    float *restrict sums, float *restrict products) {
  for (; count > 0; a += width, b += width) {
    size_t rest = count < width ? count : width;
    for (size_t j = 0; j < rest; j++) {
      sums[j] += a[j];
      products[j] += a[j] * (b[j] - centers[j]);
    }
    count -= rest;
  }
}

static void fold(const float *lanes, size_t width, size_t features, double *sums) {
  for (size_t c = 0; c < features; c++) {
    double sum = 0;
    for (size_t lane = c; lane < width; lane += features) sum += lanes[lane];
    sums[c] = sum;
  }
}

static void repeat(const float *features, size_t count, size_t width, float *lanes) {
  for (size_t j = 0; j < width; j += count) memcpy(lanes + j, features, count * sizeof(float));
}

/* The sums, then the squared distances from the block's own means. */
static void moments_of_block(const Work *work, size_t first, size_t count, float *lanes, double *sums) {
  size_t features = work->features, width = work->width, elements = count * features;
  const float *a = work->a + first * features;
  float *means = lanes + width;
  memset(lanes, 0, width * sizeof(float));
  add(a, elements, width, lanes);
  fold(lanes, width, features, sums);
  for (size_t j = 0; j < width; j++) means[j] = (float)(sums[j % features] / (double)count);
  memset(lanes, 0, width * sizeof(float));
  add_squares(a, means, elements, width, lanes);
  fold(lanes, width, features, sums + features);
  /* About the mean itself, and not what it was rounded to. */
  for (size_t c = 0; c < features; c++) {
    double distance = sums[c] / (double)count - means[c];
    sums[features + c] -= (double)count * distance * distance;
  }
}

static void sums_of_block(const Work *work, size_t first, size_t count, float *lanes, double *sums) {
  size_t features = work->features, width = work->width, start = first * features;
  float *products = lanes + width, *centers = products + width;
  memset(lanes, 0, 2 * width * sizeof(float));
  repeat(work->centers, features, width, centers);
  add_products(work->a + start, work->b + start, centers, count * features, width, lanes, products);
  fold(lanes, width, features, sums);
  fold(products, width, features, sums + features);
}

VECTORIZED static void add_normalized_products(
    const float *restrict a, const float *restrict b, size_t rows, size_t features, double epsilon, float *restrict sums,
    float *restrict products) {
  for (size_t row = 0; row < rows; row++, a += features, b += features) {
    RowMoments of_row = row_moments(b, features, epsilon);
    for (size_t j = 0; j < features; j++) {
      sums[j] += a[j];
      products[j] += a[j] * ((b[j] - of_row.mean) * of_row.reciprocal_deviation);
    }
  }
}

static void row_sums_of_block(const Work *work, size_t first, size_t count, float *lanes, double *sums) {
  size_t features = work->features, start = first * features;
  float *products = lanes + features;
  memset(lanes, 0, 2 * features * sizeof(float));
  add_normalized_products(work->a + start, work->b + start, count, features, work->epsilon, lanes, products);
  fold(lanes, features, features, sums);
  fold(products, features, features, sums + features);
}

static void totals_of_block(const Work *work, size_t first, size_t count, float *lanes, double *sums) {
  memset(lanes, 0, work->width * sizeof(float));
  add(work->a + first * work->features, count * work->features, work->width, lanes);
  fold(lanes, work->width, work->features, sums);
}

static void sum_slice(void *context, int slice) {
  Work *work = context;
  float *lanes = scratch_take(3 * work->width * sizeof(float));
  if (!lanes) {
    atomic_store(&work->has_no_memory, 1);
    return;
  }
  size_t end = work->blocks * (size_t)(slice + 1) / (size_t)work->slices;
  for (size_t block = work->blocks * (size_t)slice / (size_t)work->slices; block < end; block++) {
    size_t first = block * work->rows_of_block, left = work->rows - first;
    size_t count = left < work->rows_of_block ? left : work->rows_of_block;
    work->sum_block(work, first, count, lanes, work->sums + work->numbers * block * work->features);
  }
  scratch_give(lanes);
}

/* The moments of two sets together: T. F. Chan, G. H. Golub and R. J. LeVeque, "Updating formulae and a pairwise algorithm for computing
 * sample variances", 1979, equations 2.1. */
static void merge_moments(const Work *work, float *result) {
  size_t features = work->features;
  for (size_t c = 0; c < features; c++) {
    double total = 0, sum = 0, squares = 0;
    for (size_t block = 0; block < work->blocks; block++) {
      const double *part = work->sums + 2 * block * features;
      size_t left = work->rows - block * work->rows_of_block;
      double count = (double)(left < work->rows_of_block ? left : work->rows_of_block);
      double distance = total > 0 ? part[c] / count - sum / total : 0;
      squares += part[features + c] + distance * distance * total * count / (total + count);
      sum += part[c];
      total += count;
    }
    result[c] = (float)(sum / total);
    result[features + c] = squares < 0 ? 0 : (float)(squares / total);
  }
}

static void merge_sums(const Work *work, float *result) {
  size_t count = work->numbers * work->features;
  for (size_t c = 0; c < count; c++) {
    double sum = 0;
    for (size_t block = 0; block < work->blocks; block++) sum += work->sums[block * count + c];
    result[c] = (float)sum;
  }
}

static int is_floats(const XLA_FFI_Buffer *buffer, int64_t rank) {
  return buffer->dtype == XLA_FFI_DataType_F32 && buffer->rank == rank;
}

/* Shapes are checked: a program may come from a file. */
static int read(const XLA_FFI_CallFrame *frame, const Kind *kind, Work *work) {
  if (frame->args.size != kind->operands || frame->rets.size != 1) return 0;
  const XLA_FFI_Buffer *a = frame->args.buffers[0], *result = frame->rets.buffers[0];
  if (a->rank < 1 || !is_floats(a, a->rank) || !is_floats(result, kind->numbers == 1 ? 1 : 2)) return 0;
  int64_t features = a->dims[a->rank - 1], rows = 1;
  for (int64_t axis = 0; axis + 1 < a->rank; axis++) rows *= a->dims[axis];
  if (features < 1 || features > most_features || rows < 1 || result->dims[result->rank - 1] != features) return 0;
  if (result->rank == 2 && result->dims[0] != (int64_t)kind->numbers) return 0;
  work->a = a->data;
  if (kind->operands > 1) {
    const XLA_FFI_Buffer *b = frame->args.buffers[1];
    if (!is_floats(b, a->rank) || memcmp(a->dims, b->dims, (size_t)a->rank * sizeof(int64_t)) != 0) return 0;
    work->b = b->data;
  }
  if (kind->operands > 2) {
    const XLA_FFI_Buffer *centers = frame->args.buffers[2];
    if (!is_floats(centers, 1) || centers->dims[0] != features) return 0;
    work->centers = centers->data;
  }
  if (kind->has_epsilon && (frame->attrs.size != 1 || !xla_ffi_double(frame, 0, &work->epsilon))) return 0;
  work->numbers = kind->numbers;
  size_t rows_of_lane = lane_elements > features ? (size_t)(lane_elements / features) : 1;
  work->features = (size_t)features;
  work->rows = (size_t)rows;
  work->width = rows_of_lane * work->features;
  size_t rows_of_block = (size_t)(block_elements / features);
  work->rows_of_block = rows_of_block < rows_of_lane ? rows_of_lane : rows_of_block / rows_of_lane * rows_of_lane;
  work->blocks = (work->rows + work->rows_of_block - 1) / work->rows_of_block;
  return 1;
}

static void *answer(void *argument, const Kind *kind) {
  const XLA_FFI_CallFrame *frame = argument;
  if (xla_ffi_answered_metadata(frame) || frame->stage != XLA_FFI_ExecutionStage_EXECUTE) return NULL;
  Work work = {.sum_block = kind->sum_block};
  if (!read(frame, kind, &work)) {
    return xla_ffi_error(frame, XLA_FFI_Error_Code_INVALID_ARGUMENT, "sums over features of operands that do not fit");
  }
  work.sums = scratch_take(work.numbers * work.blocks * work.features * sizeof(double));
  int threads = threads_of_program(frame);
  work.slices = (size_t)threads < work.blocks ? threads : (int)work.blocks;
  if (work.sums) for_each_slice(frame, work.slices, HelpersLeave, sum_slice, &work);
  int has_memory = work.sums && !atomic_load(&work.has_no_memory);
  if (has_memory) kind->merge(&work, frame->rets.buffers[0]->data);
  scratch_give(work.sums);
  return has_memory ? NULL : xla_ffi_error(frame, XLA_FFI_Error_Code_INTERNAL, "no memory for sums over features");
}

void *cfeatures_moments(void *frame) {
  static const Kind kind = {.operands = 1, .numbers = 2, .sum_block = moments_of_block, .merge = merge_moments};
  return answer(frame, &kind);
}

void *cfeatures_sums(void *frame) {
  static const Kind kind = {.operands = 3, .numbers = 2, .sum_block = sums_of_block, .merge = merge_sums};
  return answer(frame, &kind);
}

void *cfeatures_totals(void *frame) {
  static const Kind kind = {.operands = 1, .numbers = 1, .sum_block = totals_of_block, .merge = merge_sums};
  return answer(frame, &kind);
}

void *cfeatures_row_sums(void *frame) {
  static const Kind kind = {.operands = 2, .numbers = 2, .has_epsilon = 1, .sum_block = row_sums_of_block, .merge = merge_sums};
  return answer(frame, &kind);
}
