#include "scratch.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>

enum { cache_line = 64, page = 4096, most_kept = 8, largest_kept = 8 << 20, most_bytes = 16 << 20 };

/* In the cache line before a block: how large it is. What is kept is mapped by itself: in the heap it would come to lie behind a program's
 * temporary memory, which then goes elsewhere in the next run, and the process takes it twice. */
typedef struct Head {
  size_t size;
} Head;

static _Thread_local struct {
  Head *blocks[most_kept];
  size_t bytes;
  int count, ends_with_thread;
} kept;

static pthread_key_t end_of_thread;
static pthread_once_t made_key = PTHREAD_ONCE_INIT;

static Head *allocate(size_t size) {
  if (size > largest_kept) return aligned_alloc(cache_line, size);
  void *block = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return block == MAP_FAILED ? NULL : block;
}

static void give_back(Head *block) {
  if (block->size > largest_kept) {
    free(block);
  } else {
    munmap(block, block->size);
  }
}

static void forget_all(void *unused) {
  (void)unused;
  while (kept.count) give_back(kept.blocks[--kept.count]);
  kept.bytes = 0;
}

static void make_key(void) { pthread_key_create(&end_of_thread, forget_all); }

static Head *remove_kept(int place) {
  Head *block = kept.blocks[place];
  kept.blocks[place] = kept.blocks[--kept.count];
  kept.bytes -= block->size;
  return block;
}

/* The smallest of at least a size; -1 if none is. */
static int smallest_of(size_t size) {
  int best = -1;
  for (int i = 0; i < kept.count; i++) {
    if (kept.blocks[i]->size >= size && (best < 0 || kept.blocks[i]->size < kept.blocks[best]->size)) best = i;
  }
  return best;
}

void *scratch_take(size_t size) {
  if (size > SIZE_MAX / 2) return NULL;
  size = (size + cache_line + page - 1) / page * page;
  int place = smallest_of(size);
  Head *block = place < 0 ? allocate(size) : remove_kept(place);
  if (!block) return NULL;
  if (place < 0) block->size = size;
  return (char *)block + cache_line;
}

static int is_full(size_t size) { return kept.count == most_kept || kept.bytes + size > most_bytes; }

void scratch_give(void *pointer) {
  if (!pointer) return;
  Head *block = (Head *)((char *)pointer - cache_line);
  if (!kept.ends_with_thread) {
    pthread_once(&made_key, make_key);
    kept.ends_with_thread = pthread_setspecific(end_of_thread, &kept) == 0;
  }
  if (block->size > largest_kept || !kept.ends_with_thread) {
    give_back(block);
    return;
  }
  while (is_full(block->size)) give_back(remove_kept(smallest_of(0)));
  kept.blocks[kept.count++] = block;
  kept.bytes += block->size;
}
