#include "CSort.h"

#include <string.h>

#include "scratch.h"
#include "slices.h"
#include "vectorized.h"

/* An element is one number of 64 bits: above what it stands for in the order, below its place in the row. So no two are equal, and equal
 * elements come in the order of their places. */
typedef uint64_t Entry;

enum {
  most_selected = 32, /* up to which the first elements are picked out of a row instead of sorting it */
  block = 64,         /* elements that are looked at together for one that belongs to the first */
  most_ranked = 96,   /* up to which each element of a row is compared with all others */
  digits = 256,
  passes = 4,
  least_elements_of_slice = 1 << 12,
};

typedef struct Sort {
  const float *x;
  float *values;
  int32_t *places;
  size_t rows, count, kept;
  /* What makes the largest the first: all bits are turned over. */
  uint32_t turn;
  int slices, has_failed;
} Sort;

/* A number whose order is that of the elements: NaNs behind infinity, both zeros the same. */
VECTORIZED_PART uint32_t order_of(float x, uint32_t turn) {
  uint32_t bits;
  memcpy(&bits, &x, sizeof bits);
  uint32_t ordered = bits ^ ((uint32_t)((int32_t)bits >> 31) | 0x80000000u);
  ordered = (bits & 0x7fffffffu) == 0 ? 0x80000000u : ordered;
  ordered = (bits & 0x7fffffffu) > 0x7f800000u ? 0xffffffffu : ordered;
  return ordered ^ turn;
}

VECTORIZED static void make_entries(const float *restrict x, Entry *restrict entries, size_t count, uint32_t turn) {
  for (size_t j = 0; j < count; j++) entries[j] = (Entry)order_of(x[j], turn) << 32 | j;
}

/* Moves the entry at `place` before those that come after it. */
static void insert(Entry *entries, size_t place) {
  Entry entry = entries[place];
  for (; place > 0 && entries[place - 1] > entry; place--) entries[place] = entries[place - 1];
  entries[place] = entry;
}

/* Each entry goes to the place that is the number of those before it. */
VECTORIZED static void sort_by_ranks(const Entry *restrict entries, Entry *restrict sorted, size_t count) {
  for (size_t i = 0; i < count; i++) {
    Entry entry = entries[i], rank = 0;
    for (size_t j = 0; j < count; j++) rank += entries[j] < entry;
    sorted[rank] = entry;
  }
}

/* By one digit after the other, from the least to the greatest: each pass keeps the order of those before it.
 *
 * Returns where the entries lie, `entries` or `other`. */
static Entry *sort_by_digits(Entry *entries, Entry *other, size_t count) {
  uint32_t counts[passes][digits] = {{0}}; /* a row has no more elements than an `int32_t` counts */
  for (size_t j = 0; j < count; j++) {
    for (int pass = 0; pass < passes; pass++) counts[pass][entries[j] >> (32 + 8 * pass) & 255]++;
  }
  for (int pass = 0; pass < passes; pass++) {
    int shift = 32 + 8 * pass;
    if (counts[pass][entries[0] >> shift & 255] == count) continue; /* the same digit everywhere */
    uint32_t place = 0;
    for (int digit = 0; digit < digits; digit++) {
      uint32_t of_digit = counts[pass][digit];
      counts[pass][digit] = place;
      place += of_digit;
    }
    for (size_t j = 0; j < count; j++) other[counts[pass][entries[j] >> shift & 255]++] = entries[j];
    Entry *sorted = other;
    other = entries;
    entries = sorted;
  }
  return entries;
}

VECTORIZED static int has_order_below(const float *restrict x, uint32_t limit, uint32_t turn) {
  int found = 0;
  for (size_t j = 0; j < block; j++) found |= order_of(x[j], turn) < limit;
  return found;
}

/* The first `kept` entries of a row in order, in `entries`. */
static void select_first(const float *x, Entry *entries, size_t count, size_t kept, uint32_t turn) {
  make_entries(x, entries, kept, turn);
  for (size_t j = 1; j < kept; j++) insert(entries, j);
  for (size_t start = kept; start < count; start += block) {
    size_t end = start + block < count ? start + block : count;
    if (end - start == block && !has_order_below(x + start, (uint32_t)(entries[kept - 1] >> 32), turn)) continue;
    for (size_t j = start; j < end; j++) {
      Entry entry = (Entry)order_of(x[j], turn) << 32 | j;
      if (entry > entries[kept - 1]) continue;
      entries[kept - 1] = entry;
      insert(entries, kept - 1);
    }
  }
}

static int selects(const Sort *sort) { return sort->kept <= most_selected && sort->kept * 4 <= sort->count; }

static void sort_row(const Sort *sort, size_t row, Entry *entries) {
  const float *x = sort->x + row * sort->count;
  if (selects(sort)) {
    select_first(x, entries, sort->count, sort->kept, sort->turn);
  } else {
    make_entries(x, entries, sort->count, sort->turn);
    Entry *other = entries + sort->count;
    if (sort->count <= most_ranked) {
      sort_by_ranks(entries, other, sort->count);
      entries = other;
    } else {
      entries = sort_by_digits(entries, other, sort->count);
    }
  }
  float *values = sort->values + row * sort->kept;
  int32_t *places = sort->places + row * sort->kept;
  for (size_t j = 0; j < sort->kept; j++) {
    places[j] = (int32_t)(uint32_t)entries[j];
    values[j] = x[places[j]];
  }
}

static void sort_slice(void *context, int slice) {
  Sort *sort = context;
  size_t begin = sort->rows * (size_t)slice / (size_t)sort->slices, end = sort->rows * (size_t)(slice + 1) / (size_t)sort->slices;
  Entry *entries = scratch_take((selects(sort) ? sort->kept : 2 * sort->count) * sizeof(Entry));
  if (!entries) {
    __atomic_store_n(&sort->has_failed, 1, __ATOMIC_RELAXED);
    return;
  }
  for (size_t row = begin; row < end; row++) sort_row(sort, row, entries);
  scratch_give(entries);
}

/* Shapes are checked: a program may come from a file. */
static int read(const XLA_FFI_CallFrame *frame, Sort *sort) {
  if (frame->args.size != 1 || frame->rets.size != 2 || frame->attrs.size != 0) return 0;
  const XLA_FFI_Buffer *x = frame->args.buffers[0], *values = frame->rets.buffers[0], *places = frame->rets.buffers[1];
  if (x->dtype != XLA_FFI_DataType_F32 || values->dtype != XLA_FFI_DataType_F32 || places->dtype != XLA_FFI_DataType_S32) return 0;
  if (x->rank < 1 || values->rank != x->rank || places->rank != x->rank) return 0;
  sort->rows = 1;
  for (int64_t axis = 0; axis + 1 < x->rank; axis++) {
    if (values->dims[axis] != x->dims[axis] || places->dims[axis] != x->dims[axis]) return 0;
    sort->rows *= (size_t)x->dims[axis];
  }
  int64_t count = x->dims[x->rank - 1], kept = values->dims[x->rank - 1];
  if (places->dims[x->rank - 1] != kept || kept < 1 || kept > count || count > INT32_MAX) return 0;
  sort->count = (size_t)count;
  sort->kept = (size_t)kept;
  sort->x = x->data;
  sort->values = values->data;
  sort->places = places->data;
  return 1;
}

static void *answer(const XLA_FFI_CallFrame *frame, uint32_t turn) {
  if (xla_ffi_answered_metadata(frame) || frame->stage != XLA_FFI_ExecutionStage_EXECUTE) return NULL;
  Sort sort = {.turn = turn};
  if (!read(frame, &sort)) {
    return xla_ffi_error(frame, XLA_FFI_Error_Code_INVALID_ARGUMENT, "rows to sort with operands that do not fit");
  }
  size_t most = sort.rows * sort.count / least_elements_of_slice;
  int threads = threads_of_program(frame);
  sort.slices = most < 1 ? 1 : most < (size_t)threads ? (int)most : threads;
  for_each_slice(frame, sort.slices, HelpersLeave, sort_slice, &sort);
  if (sort.has_failed) return xla_ffi_error(frame, XLA_FFI_Error_Code_INTERNAL, "no memory to sort rows in");
  return NULL;
}

void *csort_ascending(void *frame) { return answer(frame, 0); }

void *csort_descending(void *frame) { return answer(frame, 0xffffffffu); }
