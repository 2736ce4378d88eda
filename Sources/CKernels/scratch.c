#include "scratch.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>

enum { cache_line = 64, most_kept = 8, most_bytes = 4 << 20 };

/* In the cache line before a block: how large it is. */
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

static void free_all(void *unused) {
  (void)unused;
  while (kept.count) free(kept.blocks[--kept.count]);
  kept.bytes = 0;
}

static void make_key(void) { pthread_key_create(&end_of_thread, free_all); }

static Head *remove_kept(int place) {
  Head *block = kept.blocks[place];
  kept.blocks[place] = kept.blocks[--kept.count];
  kept.bytes -= block->size;
  return block;
}

/* The smallest that is large enough; -1 if none is. */
static int best_for(size_t size) {
  int best = -1;
  for (int i = 0; i < kept.count; i++) {
    if (kept.blocks[i]->size >= size && (best < 0 || kept.blocks[i]->size < kept.blocks[best]->size)) best = i;
  }
  return best;
}

static int smallest(void) {
  int place = 0;
  for (int i = 1; i < kept.count; i++) {
    if (kept.blocks[i]->size < kept.blocks[place]->size) place = i;
  }
  return place;
}

void *scratch_take(size_t size) {
  int place = best_for(size);
  Head *block;
  if (place >= 0) {
    block = remove_kept(place);
  } else {
    if (size > SIZE_MAX / 2) return NULL;
    size = (size + cache_line - 1) / cache_line * cache_line;
    if (!(block = aligned_alloc(cache_line, cache_line + size))) return NULL;
    block->size = size;
  }
  return (char *)block + cache_line;
}

void scratch_give(void *pointer) {
  if (!pointer) return;
  Head *block = (Head *)((char *)pointer - cache_line);
  if (!kept.ends_with_thread) {
    pthread_once(&made_key, make_key);
    kept.ends_with_thread = pthread_setspecific(end_of_thread, &kept) == 0;
  }
  while (kept.count && (kept.count == most_kept || kept.bytes + block->size > most_bytes)) {
    int least = smallest();
    if (kept.blocks[least]->size >= block->size) break;
    free(remove_kept(least));
  }
  if (!kept.ends_with_thread || kept.count == most_kept || kept.bytes + block->size > most_bytes) {
    free(block);
    return;
  }
  kept.blocks[kept.count++] = block;
  kept.bytes += block->size;
}
