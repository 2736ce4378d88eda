#ifndef CPJRT_TEST_KERNELS_H
#define CPJRT_TEST_KERNELS_H

/* A handler of XLA's typed foreign function interface: `factor * x + y` for two f32 arrays of one size, with the attribute
 * `factor`. A negative factor is an error. */
void *scale_and_add_handler(void);

#endif
