#ifndef VECTORIZED_H
#define VECTORIZED_H

/* A header of the C library, which says whose it is. */
#include <stdint.h>

/* Loops that the compiler vectorizes, for the instructions that the processor turns out to have. */
#if defined(__x86_64__) && defined(__GLIBC__)
#define VECTORIZED __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define VECTORIZED
#endif

/* Part of such a loop. */
#define VECTORIZED_PART static inline __attribute__((always_inline))

#endif
