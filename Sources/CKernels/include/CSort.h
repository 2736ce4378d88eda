#ifndef CSORT_H
#define CSORT_H

/* Rows in order.
 *
 * Functions `XLA_FFI_Error *(XLA_FFI_CallFrame *)` that programs call. The operand is `[…, n]` of `float`; the results are the first k
 * elements of each row in order, `[…, k]`, and where they stand in the row, the same of `int32_t`; k is what the results' shape says.
 * Equal elements keep their order, -0 is 0, and a NaN counts as larger than every number. */

/* The smallest first. */
void *csort_ascending(void *frame);

/* The largest first. */
void *csort_descending(void *frame);

#endif
