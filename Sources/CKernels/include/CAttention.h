#ifndef CATTENTION_H
#define CATTENTION_H

/* Attention of several heads, softmax(scale · query • keyᵀ) • value: one head after the other, a block of queries at a time, whose weights
 * stay in the cache. What is hidden from a whole block is not computed.
 *
 * Arrays are of `float`, in row-major order, `[batch, length, heads, size]`, as projections leave them; the size is a multiple of 16.
 * Both are functions `XLA_FFI_Error *(XLA_FFI_CallFrame *)` that programs call, with two attributes: whether a place looks only at those
 * that are not after it, an array of one 64-bit integer, and the scale, a `double` above 0. */

/* From query, key and value. */
void *cattention(void *frame);

/* From the gradient of that, query, key and value: the gradients of these three. */
void *cattention_gradients(void *frame);

/* Whether the processor has registers enough for the products. */
int cattention_is_fast(void);

#endif
