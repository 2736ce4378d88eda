#ifndef CFEATURES_H
#define CFEATURES_H

/* Sums over everything but the last axis, that of the features: what normalisations take from their input and from the gradient.
 *
 * Arrays are of `float`, in row-major order. All are functions `XLA_FFI_Error *(XLA_FFI_CallFrame *)` that programs call. They add up
 * blocks of a fixed size, and then the blocks in their order, in `double`: the result does not depend on the number of threads. */

/* From `[…, features]` the means and the variances, `[2, features]`. */
void *cfeatures_moments(void *frame);

/* From a and b, both `[…, features]`, and c, `[features]`: Σ a and Σ a · (b − c), `[2, features]`. */
void *cfeatures_sums(void *frame);

/* From `[…, features]` the sums, `[features]`. */
void *cfeatures_totals(void *frame);

/* From a and b, both `[…, features]`: Σ a and Σ a · b̂, `[2, features]`, where each row of b̂ is b's brought to mean 0 and variance 1. The
 * one attribute, a `double`, is what is added to the variance. */
void *cfeatures_row_sums(void *frame);

#endif
