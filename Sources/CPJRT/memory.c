#include "pjrt_memory.h"

#include <stdint.h>
#include <stdlib.h>

#if defined(__GLIBC__)
#include <malloc.h>
#include <unistd.h>
#endif

void cpjrt_keep_freed_memory(int largest) {
#if defined(__GLIBC__)
  mallopt(M_ARENA_MAX, 1);
  mallopt(M_MMAP_MAX, 0);
  mallopt(M_TRIM_THRESHOLD, largest);
#else
  (void)largest;
#endif
}

void cpjrt_keep_small_blocks(int largest) {
#if defined(__GLIBC__)
  mallopt(M_MXFAST, largest);
#else
  (void)largest;
#endif
}

size_t cpjrt_heap_end(void) {
#if defined(__GLIBC__)
  void *end = sbrk(0);
  return end == (void *)-1 ? 0 : (size_t)(uintptr_t)end;
#else
  return 0;
#endif
}

void cpjrt_give_back_free_pages(void) {
#if defined(__GLIBC__)
  malloc_trim(0);
#endif
}

size_t cpjrt_heap_in_use(void) {
#if defined(__GLIBC__) && __GLIBC_PREREQ(2, 33)
  struct mallinfo2 heap = mallinfo2();
  return heap.uordblks + heap.hblkhd;
#else
  return 0;
#endif
}
