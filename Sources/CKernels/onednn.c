#include "onednn.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* In the order of their names. What follows `ReorderDescribe` differs between the versions. */
enum {
  Version, EngineCreate, StreamCreate, AttributesCreate, AttributesLeaveScratch, LayoutSize, LayoutsEqual, Query, QueryLayout,
  DescriptionDestroy, PrimitiveCreate, MemoryCreate, MemoryDestroy, Execute, Wait, AttributesLastly, LastlyCreate, LastlyAdd,
  LastlyDestroy, MemoryMove, ReorderDescribe, LayoutByStrides, LayoutAny, Forward, InputGradient, FilterGradient, Product, KernelsCreate,
  KernelsDescription, KernelsNext, KernelsDestroy, LayoutClone = KernelsCreate, LayoutDestroy, DescriptionNext
};

static const char *const common_names[] = {
    "dnnl_version", "dnnl_engine_create", "dnnl_stream_create", "dnnl_primitive_attr_create",
    "dnnl_primitive_attr_set_scratchpad_mode", "dnnl_memory_desc_get_size", "dnnl_memory_desc_equal", "dnnl_primitive_desc_query",
    "dnnl_primitive_desc_query_md", "dnnl_primitive_desc_destroy", "dnnl_primitive_create", "dnnl_memory_create", "dnnl_memory_destroy",
    "dnnl_primitive_execute", "dnnl_stream_wait", "dnnl_primitive_attr_set_post_ops", "dnnl_post_ops_create", "dnnl_post_ops_append_sum",
    "dnnl_post_ops_destroy", "dnnl_memory_set_data_handle", "dnnl_reorder_primitive_desc_create"};
static const char *const names_of_2[] = {
    "dnnl_memory_desc_init_by_strides", "dnnl_memory_desc_init_by_tag", "dnnl_dilated_convolution_forward_desc_init",
    "dnnl_dilated_convolution_backward_data_desc_init", "dnnl_dilated_convolution_backward_weights_desc_init",
    "dnnl_matmul_desc_init", "dnnl_primitive_desc_iterator_create", "dnnl_primitive_desc_iterator_fetch",
    "dnnl_primitive_desc_iterator_next", "dnnl_primitive_desc_iterator_destroy"};
static const char *const names_of_3[] = {
    "dnnl_memory_desc_create_with_strides", "dnnl_memory_desc_create_with_tag", "dnnl_convolution_forward_primitive_desc_create",
    "dnnl_convolution_backward_data_primitive_desc_create", "dnnl_convolution_backward_weights_primitive_desc_create",
    "dnnl_matmul_primitive_desc_create", "dnnl_memory_desc_clone", "dnnl_memory_desc_destroy", "dnnl_primitive_desc_next_impl"};

enum { processor = 1, in_order = 1, caller_has_scratch = 1, any_layout = 1, kernel_name = 8, training = 64, direct = 1, type_of_result = 0 };
/* What version 2 fills in where version 3 allocates. In 2.6 a layout has 696 bytes, a convolution 5,976, and a
 * product less. */
enum { used_by_layout_2 = 696, size_of_layout_2 = 2048, size_of_operation_2 = 32768 };

typedef struct {
  int major, minor, patch;
} OneDNNVersion;

typedef struct {
  int index;
  OneDNNObject *memory;
} OneDNNArgument;

enum { most_arguments = 4 };

static OneDNN library;
static const OneDNN *opened;
static pthread_mutex_t opening = PTHREAD_MUTEX_INITIALIZER;
/* Of OpenMP, which most builds of oneDNN use. */
static int (*get_thread_count)(void);
static void (*set_thread_count)(int);

#define CALL(dnn, function, result, ...) ((result(*)(__VA_ARGS__))(dnn)->functions[function])

const OneDNN *onednn(void) { return __atomic_load_n(&opened, __ATOMIC_ACQUIRE); }

static const OneDNNVersion *version(const OneDNN *dnn) { return CALL(dnn, Version, const OneDNNVersion *, void)(); }

static int find(void *handle, const char *const *names, size_t count, void **functions) {
  for (size_t i = 0; i < count; i++) {
    if (!(functions[i] = dlsym(handle, names[i]))) return 0;
  }
  return 1;
}

/* Attributes that leave scratch memory to the caller. */
static int make_attributes(const OneDNN *dnn, OneDNNObject **attributes) {
  int status = CALL(dnn, AttributesCreate, int, OneDNNObject **)(attributes);
  return status ? status : CALL(dnn, AttributesLeaveScratch, int, OneDNNObject *, int)(*attributes, caller_has_scratch);
}

/* The same, of an operation that adds to what its result's memory holds. */
static int make_adding_attributes(const OneDNN *dnn, OneDNNObject **attributes) {
  OneDNNObject *lastly = NULL;
  int status = make_attributes(dnn, attributes);
  if (!status) status = CALL(dnn, LastlyCreate, int, OneDNNObject **)(&lastly);
  if (status) return status;
  status = dnn->major == 2 ? CALL(dnn, LastlyAdd, int, OneDNNObject *, float)(lastly, 1)
                           : CALL(dnn, LastlyAdd, int, OneDNNObject *, float, int32_t, int)(lastly, 1, 0, type_of_result);
  if (!status) status = CALL(dnn, AttributesLastly, int, OneDNNObject *, const OneDNNObject *)(*attributes, lastly);
  CALL(dnn, LastlyDestroy, int, OneDNNObject *)(lastly);
  return status;
}

static const char *fill(void *handle, OneDNN *dnn) {
  size_t common = sizeof common_names / sizeof *common_names;
  if (!find(handle, common_names, common, dnn->functions)) return "it lacks functions of oneDNN";
  dnn->major = version(dnn)->major;
  void **special = dnn->functions + common;
  int is_known = dnn->major == 2   ? find(handle, names_of_2, sizeof names_of_2 / sizeof *names_of_2, special)
                 : dnn->major == 3 ? find(handle, names_of_3, sizeof names_of_3 / sizeof *names_of_3, special)
                                   : 0;
  if (!is_known) return "it is a version of oneDNN that is not known here: 2 and 3 are";
  if (CALL(dnn, EngineCreate, int, OneDNNObject **, int, size_t)(&dnn->engine, processor, 0) ||
      make_attributes(dnn, &dnn->attributes) || make_adding_attributes(dnn, &dnn->adding_attributes)) {
    return "it has no engine for the processor";
  }
  return NULL;
}

const char *cconvolution_open(const char *path) {
  const char *problem = NULL;
  pthread_mutex_lock(&opening);
  if (!opened) {
    void *handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    problem = handle ? fill(handle, &library) : dlerror();
    if (handle && problem) dlclose(handle);
    if (!problem) {
      *(void **)&get_thread_count = dlsym(handle, "omp_get_max_threads");
      *(void **)&set_thread_count = dlsym(handle, "omp_set_num_threads");
      __atomic_store_n(&opened, &library, __ATOMIC_RELEASE);
    }
  }
  pthread_mutex_unlock(&opening);
  return problem;
}

void cconvolution_version(char *text, int size) {
  const OneDNNVersion *numbers = version(onednn());
  snprintf(text, (size_t)size, "%d.%d.%d", numbers->major, numbers->minor, numbers->patch);
}

int onednn_begin_on_one_thread(void) {
  if (!get_thread_count || !set_thread_count) return 0;
  int threads = get_thread_count();
  set_thread_count(1);
  return threads;
}

void onednn_end_on_one_thread(int threads) {
  if (threads) set_thread_count(threads);
}

OneDNNLayout *onednn_layout(const OneDNN *dnn, int rank, const OneDNNSizes sizes, int type, const int64_t *strides) {
  if (dnn->major == 3) {
    OneDNNLayout *layout = NULL;
    int status = strides ? CALL(dnn, LayoutByStrides, int, OneDNNLayout **, int, const int64_t *, int, const int64_t *)(
                               &layout, rank, sizes, type, strides)
                         : CALL(dnn, LayoutAny, int, OneDNNLayout **, int, const int64_t *, int, int)(
                               &layout, rank, sizes, type, any_layout);
    return status ? NULL : layout;
  }
  OneDNNLayout *layout = calloc(1, size_of_layout_2);
  if (!layout) return NULL;
  int status = strides ? CALL(dnn, LayoutByStrides, int, OneDNNLayout *, int, const int64_t *, int, const int64_t *)(
                             layout, rank, sizes, type, strides)
                       : CALL(dnn, LayoutAny, int, OneDNNLayout *, int, const int64_t *, int, int)(
                             layout, rank, sizes, type, any_layout);
  if (!status) return layout;
  free(layout);
  return NULL;
}

OneDNNLayout *onednn_copy_layout(const OneDNN *dnn, const OneDNNLayout *layout) {
  OneDNNLayout *copy = NULL;
  if (dnn->major == 3) return CALL(dnn, LayoutClone, int, OneDNNLayout **, const OneDNNLayout *)(&copy, layout) ? NULL : copy;
  copy = calloc(1, size_of_layout_2);
  if (copy) memcpy(copy, layout, used_by_layout_2);
  return copy;
}

void onednn_forget_layout(const OneDNN *dnn, OneDNNLayout *layout) {
  if (!layout) return;
  if (dnn->major == 3) {
    CALL(dnn, LayoutDestroy, int, OneDNNLayout *)(layout);
  } else {
    free(layout);
  }
}

size_t onednn_size(const OneDNN *dnn, const OneDNNLayout *layout) {
  return CALL(dnn, LayoutSize, size_t, const OneDNNLayout *)(layout);
}

int onednn_are_equal(const OneDNN *dnn, const OneDNNLayout *a, const OneDNNLayout *b) {
  return CALL(dnn, LayoutsEqual, int, const OneDNNLayout *, const OneDNNLayout *)(a, b);
}

static const char *kernel_of(const OneDNN *dnn, const OneDNNObject *description) {
  const char *name = NULL;
  return CALL(dnn, Query, int, const OneDNNObject *, int, int, void *)(description, kernel_name, 0, &name) ? NULL : name;
}

static int is_skipped(const OneDNN *dnn, const OneDNNObject *description, const OneDNNChoice *choice) {
  const char *name = choice ? kernel_of(dnn, description) : NULL;
  return name && choice->skips(choice->shape, name);
}

/* Version 2 goes through the kernels that can do an operation with an iterator, which gives a description of each; the first that is not
 * skipped, or the first of all. */
static int describe_operation_2(
    const OneDNN *dnn, const void *operation, OneDNNObject *attributes, OneDNNObject *hint, const OneDNNChoice *choice,
    OneDNNObject **description) {
  OneDNNObject *kernels = NULL, *first = NULL, *next = NULL;
  int status = CALL(dnn, KernelsCreate, int, OneDNNObject **, const void *, OneDNNObject *, OneDNNObject *, OneDNNObject *)(
      &kernels, operation, attributes, dnn->engine, hint);
  if (status) return status;
  first = CALL(dnn, KernelsDescription, OneDNNObject *, OneDNNObject *)(kernels);
  for (next = first; next && is_skipped(dnn, next, choice);) {
    if (next != first) onednn_forget_description(dnn, next);
    int is_last = CALL(dnn, KernelsNext, int, OneDNNObject *)(kernels);
    next = is_last ? NULL : CALL(dnn, KernelsDescription, OneDNNObject *, OneDNNObject *)(kernels);
  }
  CALL(dnn, KernelsDestroy, int, OneDNNObject *)(kernels);
  if (next && next != first) onednn_forget_description(dnn, first);
  *description = next ? next : first;
  return first ? 0 : -1;
}

/* In version 3 a description turns into that of the next kernel, and stays as it is behind the last. */
static void choose_3(const OneDNN *dnn, const OneDNNChoice *choice, OneDNNObject *description) {
  while (is_skipped(dnn, description, choice) && !CALL(dnn, DescriptionNext, int, OneDNNObject *)(description)) {}
}

int onednn_describe_product(
    const OneDNN *dnn, const OneDNNLayout *left, const OneDNNLayout *right, const OneDNNLayout *result, int adds,
    OneDNNObject **description) {
  OneDNNObject *attributes = adds ? dnn->adding_attributes : dnn->attributes;
  if (dnn->major == 3) {
    return CALL(dnn, Product, int, OneDNNObject **, OneDNNObject *, const void *, const void *, const void *, const void *,
                OneDNNObject *)(description, dnn->engine, left, right, NULL, result, attributes);
  }
  void *product = calloc(1, size_of_operation_2);
  if (!product) return -1;
  int status = CALL(dnn, Product, int, void *, const void *, const void *, const void *, const void *)(product, left, right, NULL, result);
  if (!status) status = describe_operation_2(dnn, product, attributes, NULL, NULL, description);
  free(product);
  return status;
}

/* The last numbers of every function that describes a convolution. */
#define WINDOW_TYPES const int64_t *, const int64_t *, const int64_t *, const int64_t *
#define WINDOW(window) (window)->strides, (window)->dilations, (window)->low, (window)->high

static int describe_2(
    const OneDNN *dnn, int64_t kind, const OneDNNLayout *x, const OneDNNLayout *w, const OneDNNLayout *y, const OneDNNWindow *window,
    OneDNNObject *hint, const OneDNNChoice *choice, OneDNNObject **description) {
  void *convolution = calloc(1, size_of_operation_2);
  if (!convolution) return -1;
  int status =
      kind == CConvolutionForward
          ? CALL(dnn, Forward, int, void *, int, int, const void *, const void *, const void *, const void *, WINDOW_TYPES)(
                convolution, training, direct, x, w, NULL, y, WINDOW(window))
      : kind == CConvolutionInputGradient
          ? CALL(dnn, InputGradient, int, void *, int, const void *, const void *, const void *, WINDOW_TYPES)(
                convolution, direct, x, w, y, WINDOW(window))
          : CALL(dnn, FilterGradient, int, void *, int, const void *, const void *, const void *, const void *, WINDOW_TYPES)(
                convolution, direct, x, w, NULL, y, WINDOW(window));
  if (!status) status = describe_operation_2(dnn, convolution, dnn->attributes, hint, choice, description);
  free(convolution);
  return status;
}

static int describe_kind_3(
    const OneDNN *dnn, int64_t kind, const OneDNNLayout *x, const OneDNNLayout *w, const OneDNNLayout *y, const OneDNNWindow *window,
    OneDNNObject *hint, OneDNNObject **description) {
  OneDNNObject *engine = dnn->engine, *attributes = dnn->attributes;
  switch (kind) {
  case CConvolutionForward:
    return CALL(dnn, Forward, int, OneDNNObject **, OneDNNObject *, int, int, const void *, const void *, const void *, const void *,
                WINDOW_TYPES, OneDNNObject *)(description, engine, training, direct, x, w, NULL, y, WINDOW(window), attributes);
  case CConvolutionInputGradient:
    return CALL(dnn, InputGradient, int, OneDNNObject **, OneDNNObject *, int, const void *, const void *, const void *, WINDOW_TYPES,
                OneDNNObject *, OneDNNObject *)(description, engine, direct, x, w, y, WINDOW(window), hint, attributes);
  default:
    return CALL(dnn, FilterGradient, int, OneDNNObject **, OneDNNObject *, int, const void *, const void *, const void *, const void *,
                WINDOW_TYPES, OneDNNObject *, OneDNNObject *)(
        description, engine, direct, x, w, NULL, y, WINDOW(window), hint, attributes);
  }
}

static int describe_3(
    const OneDNN *dnn, int64_t kind, const OneDNNLayout *x, const OneDNNLayout *w, const OneDNNLayout *y, const OneDNNWindow *window,
    OneDNNObject *hint, const OneDNNChoice *choice, OneDNNObject **description) {
  int status = describe_kind_3(dnn, kind, x, w, y, window, hint, description);
  if (!status) choose_3(dnn, choice, *description);
  return status;
}

int onednn_describe(
    const OneDNN *dnn, int64_t kind, OneDNNLayout *const layouts[3], OneDNNLayout *const forward[3], const OneDNNWindow *window,
    const OneDNNChoice *choice, OneDNNObject **description) {
  int (*describe)(const OneDNN *, int64_t, const OneDNNLayout *, const OneDNNLayout *, const OneDNNLayout *, const OneDNNWindow *,
                  OneDNNObject *, const OneDNNChoice *, OneDNNObject **) = dnn->major == 2 ? describe_2 : describe_3;
  OneDNNObject *hint = NULL;
  if (kind != CConvolutionForward) {
    int status = describe(dnn, CConvolutionForward, forward[0], forward[1], forward[2], window, NULL, NULL, &hint);
    if (status) return status;
  }
  int status = describe(dnn, kind, layouts[0], layouts[1], layouts[2], window, hint, choice, description);
  if (hint) onednn_forget_description(dnn, hint);
  return status;
}

int onednn_describe_reorder(const OneDNN *dnn, const OneDNNLayout *from, const OneDNNLayout *to, OneDNNObject **description) {
  return CALL(dnn, ReorderDescribe, int, OneDNNObject **, const OneDNNLayout *, OneDNNObject *, const OneDNNLayout *, OneDNNObject *,
              OneDNNObject *)(description, from, dnn->engine, to, dnn->engine, NULL);
}

const char *onednn_generated_kernel(const OneDNN *dnn, const OneDNNObject *description) {
  const char *name = kernel_of(dnn, description);
  if (!name) return NULL;
  return strncmp(name, "jit", 3) == 0 || strncmp(name, "br", 2) == 0 ? name : NULL;
}

const OneDNNLayout *onednn_layout_of(const OneDNN *dnn, const OneDNNObject *description, int layout) {
  return CALL(dnn, QueryLayout, const OneDNNLayout *, const OneDNNObject *, int, int)(description, layout, 0);
}

void onednn_forget_description(const OneDNN *dnn, OneDNNObject *description) {
  CALL(dnn, DescriptionDestroy, int, OneDNNObject *)(description);
}

int onednn_make(const OneDNN *dnn, const OneDNNObject *description, OneDNNObject **primitive) {
  return CALL(dnn, PrimitiveCreate, int, OneDNNObject **, const OneDNNObject *)(primitive, description);
}

static int execute(const OneDNN *dnn, const OneDNNObject *primitive, int count, const OneDNNArgument *arguments) {
  static _Thread_local OneDNNObject *stream;
  if (!stream) {
    int status = CALL(dnn, StreamCreate, int, OneDNNObject **, OneDNNObject *, unsigned)(&stream, dnn->engine, in_order);
    if (status) return status;
  }
  int status = CALL(dnn, Execute, int, const OneDNNObject *, OneDNNObject *, int, const OneDNNArgument *)(
      primitive, stream, count, arguments);
  return status ? status : CALL(dnn, Wait, int, OneDNNObject *)(stream);
}

struct OneDNNArguments {
  OneDNNArguments *next;
  int count;
  OneDNNArgument list[most_arguments];
};

static OneDNNArguments *new_arguments(const OneDNN *dnn, int count, const int *indices, OneDNNLayout *const *layouts) {
  OneDNNArguments *arguments = calloc(1, sizeof *arguments);
  if (!arguments) return NULL;
  for (; arguments->count < count; arguments->count++) {
    OneDNNArgument *one = &arguments->list[arguments->count];
    one->index = indices[arguments->count];
    int status = CALL(dnn, MemoryCreate, int, OneDNNObject **, const OneDNNLayout *, OneDNNObject *, void *)(
        &one->memory, layouts[arguments->count], dnn->engine, NULL);
    if (!status) continue;
    while (arguments->count) CALL(dnn, MemoryDestroy, int, OneDNNObject *)(arguments->list[--arguments->count].memory);
    free(arguments);
    return NULL;
  }
  return arguments;
}

int onednn_run_on(
    const OneDNN *dnn, const OneDNNObject *primitive, OneDNNArguments **idle, int count, const int *indices,
    OneDNNLayout *const *layouts, void *const *pointers) {
  static pthread_mutex_t lending = PTHREAD_MUTEX_INITIALIZER;
  pthread_mutex_lock(&lending);
  OneDNNArguments *arguments = *idle;
  if (arguments) *idle = arguments->next;
  pthread_mutex_unlock(&lending);
  if (!arguments && !(arguments = new_arguments(dnn, count, indices, layouts))) return -1;
  int status = 0;
  for (int i = 0; i < count && !status; i++) {
    status = CALL(dnn, MemoryMove, int, OneDNNObject *, void *)(arguments->list[i].memory, pointers[i]);
  }
  if (!status) status = execute(dnn, primitive, count, arguments->list);
  pthread_mutex_lock(&lending);
  arguments->next = *idle;
  *idle = arguments;
  pthread_mutex_unlock(&lending);
  return status;
}
