#ifndef PJRT_MEMORY_H
#define PJRT_MEMORY_H

#include <stddef.h>

/* Lets glibc's allocator keep memory that is freed at the end of its heap, up to `largest` bytes, and take no block from the system by
 * itself. Threads that begin later share one heap: of those for single threads, the end of the last 64 MB is given back at once. Other C
 * libraries stay as they are. */
void cpjrt_keep_freed_memory(int largest);

/* Lets it keep freed blocks of up to `largest` bytes by their size, ready for the next of that size, instead of joining them with what is
 * free beside them. At most 160. */
void cpjrt_keep_small_blocks(int largest);

/* Where the heap ends: how far it has grown. 0 where that is not known. */
size_t cpjrt_heap_end(void);

/* Gives every whole page between the heap's blocks in use back to the system. The addresses stay the heap's. */
void cpjrt_give_back_free_pages(void);

/* The bytes of blocks in use. 0 where that is not known. */
size_t cpjrt_heap_in_use(void);

#endif
