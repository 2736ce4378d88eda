#ifndef ONEDNN_H
#define ONEDNN_H

#include <stddef.h>
#include <stdint.h>

#include "CConvolution.h"

/* The part of oneDNN's C interface that is used, under names of our own: no header of the library is needed to build.
 *
 * Every function returns 0 if all went well. The numbers of kinds, queries and arguments are the same in versions 2 and 3. */

typedef int64_t OneDNNSizes[12];
typedef struct OneDNNLayout OneDNNLayout;
typedef struct OneDNNObject OneDNNObject;

enum {
  OneDNNSource = 1,
  OneDNNDestination = 17,
  OneDNNWeights = 33,
  OneDNNScratch = 80,
  OneDNNSourceGradient = 129,
  OneDNNDestinationGradient = 145,
  OneDNNWeightsGradient = 161,
};

enum { OneDNNWeightsLayout = 131, OneDNNWeightsGradientLayout = 132, OneDNNScratchLayout = 136 };

/* A convolution as oneDNN counts it: zeros between elements instead of steps, channels before space. */
typedef struct OneDNNWindow {
  OneDNNSizes strides, dilations, low, high;
} OneDNNWindow;

/* oneDNN has several kernels for an operation, and puts the one first that it takes for the fastest. */
typedef struct OneDNNChoice {
  const void *shape;
  /* Whether the next kernel is faster than that of this name. */
  int (*skips)(const void *shape, const char *kernel);
} OneDNNChoice;

typedef struct OneDNN {
  int major;
  OneDNNObject *engine;
  /* Attributes that leave scratch memory to the caller, so that threads can share a primitive. */
  OneDNNObject *attributes;
  /* The same, of an operation that adds to what its result's memory holds. */
  OneDNNObject *adding_attributes;
  void *functions[32];
} OneDNN;

/* The library, once `cconvolution_open` has succeeded. */
const OneDNN *onednn(void);

/* A slice of a batch is computed on the thread that has it: between these two calls oneDNN starts no threads of its own. The first gives
 * what the second takes. */
int onednn_begin_on_one_thread(void);
void onednn_end_on_one_thread(int threads);

/* A layout by strides, or one that oneDNN may choose where they are NULL. NULL if there is no memory for it. */
OneDNNLayout *onednn_layout(const OneDNN *, int rank, const OneDNNSizes sizes, int type, const int64_t *strides);
OneDNNLayout *onednn_copy_layout(const OneDNN *, const OneDNNLayout *);
/* NULL is allowed. */
void onednn_forget_layout(const OneDNN *, OneDNNLayout *);
size_t onednn_size(const OneDNN *, const OneDNNLayout *);
int onednn_are_equal(const OneDNN *, const OneDNNLayout *, const OneDNNLayout *);

/* Describes a product of matrices, with or without an axis of batches, which may be added to what the result's memory holds. */
int onednn_describe_product(
    const OneDNN *, const OneDNNLayout *left, const OneDNNLayout *right, const OneDNNLayout *result, int adds,
    OneDNNObject **description);
/* Describes a convolution of one of the kinds of `CConvolution`, with the layouts of source, weights and destination, by the first kernel
 * that is not skipped. A gradient also needs the layouts of the convolution forward, whose result may be of another type. */
int onednn_describe(
    const OneDNN *, int64_t kind, OneDNNLayout *const layouts[3], OneDNNLayout *const forward[3], const OneDNNWindow *,
    const OneDNNChoice *, OneDNNObject **description);
int onednn_describe_reorder(const OneDNN *, const OneDNNLayout *from, const OneDNNLayout *to, OneDNNObject **description);
/* The name of the code that oneDNN has generated, or NULL. Its plain loops, and its products of copied patches, are no faster than XLA's
 * own and not worth a call. */
const char *onednn_generated_kernel(const OneDNN *, const OneDNNObject *description);
/* A layout that the description owns. */
const OneDNNLayout *onednn_layout_of(const OneDNN *, const OneDNNObject *description, int layout);
void onednn_forget_description(const OneDNN *, OneDNNObject *description);

int onednn_make(const OneDNN *, const OneDNNObject *description, OneDNNObject **primitive);
/* What a run's operands and results are to oneDNN, which needs microseconds to make it. */
typedef struct OneDNNArguments OneDNNArguments;
/* Runs a primitive on memory of these layouts, at most four, with arguments of another run of it that is over, if there are any. */
int onednn_run_on(
    const OneDNN *, const OneDNNObject *primitive, OneDNNArguments **idle, int count, const int *indices, OneDNNLayout *const *layouts,
    void *const *pointers);

#endif
