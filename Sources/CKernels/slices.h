#ifndef SLICES_H
#define SLICES_H

#include "pjrt_ffi_call.h"

/* How many threads compute a program's operations; 1 where the plugin does not say. */
int threads_of_program(const XLA_FFI_CallFrame *frame);

/* What a helping thread does when there are no more slices: it goes back to its pool, where it soon sleeps, or looks some tens of
 * microseconds for the next work before it does. To wake it takes thirty, a third of a small product. But while it looks it is in the
 * way of loops that XLA itself divides among its threads: staying is for operations that follow one another without such loops. */
typedef enum Afterwards { HelpersLeave, HelpersStay } Afterwards;

/* Calls `body` for every slice from 0 to count - 1, on the threads that compute the program and on this one, and returns when all are
 * done. Where the other threads are busy, this one does all of the work. */
void for_each_slice(
    const XLA_FFI_CallFrame *frame, int count, Afterwards afterwards, void (*body)(void *context, int slice), void *context);

#endif
