#ifndef CROWS_H
#define CROWS_H

/* Functions of rows, each by itself.
 *
 * Arrays are of `float`, in row-major order, `[…, features]`, with at most 65,536 features. All are functions
 * `XLA_FFI_Error *(XLA_FFI_CallFrame *)` that programs call. */

/* From x, and from scale and offset, `[features]`: scale · (x − mean) / √(variance + ε) + offset. The one attribute, a `double`, is ε. */
void *crows_normalized(void *frame);

/* From the gradient of that, x and scale: the gradient of x. The one attribute is ε. */
void *crows_normalized_gradient(void *frame);

/* exp(x − max) / Σ exp(x − max) */
void *crows_softmax(void *frame);

/* From the gradient of that, ȳ, and the result y: y · (ȳ − Σ ȳ · y). */
void *crows_softmax_gradient(void *frame);

#endif
