#ifndef PANELS_H
#define PANELS_H

#include <stddef.h>

/* A matrix `[inner, columns]` that many small products have as their right operand: rearranged once, so that each product reads it from the
 * cache one number behind the other. */
typedef struct Panels {
  size_t inner, columns;
  /* 32 columns after the other, row by row; NULL for a matrix that is not kept so. */
  float *numbers;
} Panels;

/* Whether products with such a matrix are faster than oneDNN's: the processor has registers for them, and the columns fill vectors. */
int panels_fit(size_t columns);

/* Rearranges a matrix, or `[columns, inner]` in memory. `numbers` is NULL if there is no memory for it. */
Panels panels_of(const float *matrix, size_t inner, size_t columns, int is_transposed);
void panels_forget(Panels *);

/* `[rows, inner] • [inner, columns]`, one row behind the other in memory. */
void panels_multiply(const Panels *, size_t rows, const float *left, float *result);

#endif
