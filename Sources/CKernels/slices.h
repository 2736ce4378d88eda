#ifndef SLICES_H
#define SLICES_H

#include "pjrt_ffi_call.h"

/* How many threads compute a program's operations; 1 where the plugin does not say. */
int threads_of_program(const XLA_FFI_CallFrame *frame);

/* Calls `body` for every slice from 0 to count - 1, on the threads that compute the program and on this one, and returns when all are
 * done. Where the other threads are busy, this one does all of the work. */
void for_each_slice(const XLA_FFI_CallFrame *frame, int count, void (*body)(void *context, int slice), void *context);

#endif
