#ifndef SCRATCH_H
#define SCRATCH_H

#include <stddef.h>

/* Memory for the work of one call, aligned to a cache line. A thread keeps some megabytes of it from call to call: in a process that has
 * compiled, whose heap has thousands of free blocks, glibc takes microseconds to find one of a kilobyte or more, a call as long as its
 * work. NULL if there is none. */
void *scratch_take(size_t size);
/* On the thread that took it. NULL is allowed. */
void scratch_give(void *);

#endif
