#ifndef CCONVOLUTION_H
#define CCONVOLUTION_H

#include <stdint.h>

/* Convolutions by oneDNN as it is installed on the machine: opened when the first one is compiled, never a requirement.
 *
 * oneDNN 2 and 3 are known; their interfaces in C differ where a description of memory or of a convolution is made. */

enum {
  CConvolutionForward = 0,
  /* Of the input, given that of the output. */
  CConvolutionInputGradient = 1,
  /* Of the filter, given that of the output. */
  CConvolutionFilterGradient = 2,
};

enum { CConvolutionMostSpace = 3 };

/* oneDNN's own numbers. */
enum { CConvolutionBFloat16 = 2, CConvolutionFloat = 3 };

/* An input `[batch, space…, inputs]`, a filter, an output `[batch, space…, outputs]`. Unused places are 0.
 *
 * With groups, each makes its outputs of its inputs. Of the filter's two axes of channels one has those of all groups, neighbours by
 * group, the other those of one group, which is the axis of inputs, but of outputs for the gradient of the input. */
typedef struct CConvolution {
  int64_t kind, space;
  int64_t input_type, filter_type, output_type;
  int64_t batch, inputs, outputs, groups;
  int64_t input[CConvolutionMostSpace], taps[CConvolutionMostSpace], output[CConvolutionMostSpace];
  /* Steps of the window, of its taps, and zeros before the first element. Those behind the last one follow. */
  int64_t stride[CConvolutionMostSpace], dilation[CConvolutionMostSpace], low[CConvolutionMostSpace];
  /* Which axis of the filter in memory is the one of outputs, of inputs, then of each axis of space. */
  int64_t filter_axes[CConvolutionMostSpace + 2];
} CConvolution;

/* Opens oneDNN. Returns NULL, or what is wrong: the library cannot be opened, lacks a function, or is of a version not known here. */
const char *cconvolution_open(const char *path);

/* oneDNN's version, as in "3.2.0", written to `text`. Only where it is open. */
void cconvolution_version(char *text, int size);

/* The name of oneDNN's kernel, or NULL where it has none generated for this shape and processor. Only where it is open. */
const char *cconvolution_kernel(const CConvolution *convolution);

/* `XLA_FFI_Error *(XLA_FFI_CallFrame *)`: the function that programs call, with the input and the filter, the output's gradient and the
 * filter, or the input and the output's gradient.
 *
 * Its one attribute is an array of 64-bit integers: kind, count of axes of space, then strides, dilations, zeros before the first
 * element, and the axes of the filter, as in `CConvolution`. */
void *cconvolution_call(void *frame);

#endif
