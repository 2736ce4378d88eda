#ifndef CFEATURES_H
#define CFEATURES_H

/* Sums over everything but the last axis, that of the features: what batch normalisation takes from its input and from the gradient.
 *
 * Arrays are of `float`, in row-major order. Both are functions `XLA_FFI_Error *(XLA_FFI_CallFrame *)` that programs call. They add up
 * blocks of a fixed size, and then the blocks in their order, in `double`: the result does not depend on the number of threads. */

/* From `[…, features]` the means and the variances, `[2, features]`. */
void *cfeatures_moments(void *frame);

/* From a and b, both `[…, features]`, and c, `[features]`: Σ a and Σ a · (b − c), `[2, features]`. */
void *cfeatures_sums(void *frame);

#endif
