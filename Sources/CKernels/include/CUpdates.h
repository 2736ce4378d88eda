#ifndef CUPDATES_H
#define CUPDATES_H

/* Steps of optimizers in place. */

/* Adam's step. Operands of `float`: the parameter p, its running means m and v, the gradient g, all of one shape, then six numbers, of
 * which the last are a rate a, a factor b of the root, ε and the share k of the parameter that is kept:
 *
 *     m ← m + (g − m) · share of the gradient
 *     v ← v + (g² − v) · share of its square
 *     p ← k · p − a · m / (b · √v + ε)
 *
 * The results are the new p, m and v, in the memory of the old ones. Further operands are not read: they only have to be there, so that
 * whatever reads the old p comes first.
 *
 * A function `XLA_FFI_Error *(XLA_FFI_CallFrame *)` that programs call. */
void *cupdates_adam(void *frame);

#endif
