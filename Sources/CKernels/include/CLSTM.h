#ifndef CLSTM_H
#define CLSTM_H

/* A long short-term memory along all times, and its derivative, once `cconvolution_open` has succeeded: products of matrices are oneDNN's.
 *
 * Arrays are of `float`, in row-major order. A state is `[batch, units]`, a stack of all times `[times, batch, units]`, gates lie beside
 * each other, `[times, batch, 4 · units]`: input, update, forget, output. Both are functions `XLA_FFI_Error *(XLA_FFI_CallFrame *)` that
 * programs call. The one attribute, an integer, says whether the first step is at the last time. */

/* From the cell, the output before the first step, what the input adds to the gates, and the weight `[units, 4 · units]`: cell and output
 * after the last step, and stacks of the outputs, of the cells before each step, of the outputs before it, and of the gates behind their
 * functions. */
void *clstm_call(void *frame);

/* From the gradients of the cell and of the output after the last step, stacks of the gradient of the outputs, of the cells before each step
 * and of the gates behind their functions, and the weight: the gradients of the cell and of the output before the first step, and of the
 * gates before their functions. The attribute is that of the steps back. */
void *clstm_gradient_call(void *frame);

#endif
