#include "CPJRTTestKernels.h"

#include <stddef.h>
#include <stdint.h>

/* As much of the interface's call frame as this handler reads. */

typedef struct Extension {
  size_t struct_size;
  int type;
  struct Extension *next;
} Extension;

typedef struct {
  size_t struct_size;
  Extension *extension_start;
  int major_version;
  int minor_version;
} Version;

typedef struct {
  size_t struct_size;
  Version version;
  uint32_t traits;
} Metadata;

typedef struct {
  Extension base;
  Metadata *metadata;
} MetadataExtension;

typedef struct Error Error;

typedef struct {
  size_t struct_size;
  Extension *extension_start;
  const char *message;
  int code;
} ErrorCreateArguments;

typedef struct {
  size_t struct_size;
  Extension *extension_start;
  Version version;
  void *internal;
  Error *(*create_error)(ErrorCreateArguments *);
} Interface;

typedef struct {
  size_t struct_size;
  Extension *extension_start;
  int element_type;
  void *data;
  int64_t rank;
  int64_t *dimensions;
} Buffer;

typedef struct {
  size_t struct_size;
  Extension *extension_start;
  int64_t count;
  int *types;
  Buffer **buffers;
} Buffers;

typedef struct {
  int element_type;
  void *value;
} Scalar;

typedef struct {
  size_t struct_size;
  Extension *extension_start;
  int64_t count;
  int *types;
  void *names;
  Scalar **values;
} Attributes;

typedef struct {
  size_t struct_size;
  Extension *extension_start;
  const Interface *interface;
  void *context;
  int stage;
  Buffers arguments;
  Buffers results;
  Attributes attributes;
} CallFrame;

enum { metadata_extension = 1, execute_stage = 3, f32 = 11, invalid_argument = 3 };

static Error *fail(const CallFrame *frame, const char *message) {
  ErrorCreateArguments arguments = {offsetof(ErrorCreateArguments, code) + sizeof(int), NULL, message, invalid_argument};
  return frame->interface->create_error(&arguments);
}

static Error *scale_and_add(CallFrame *frame) {
  if (frame->extension_start && frame->extension_start->type == metadata_extension) {
    /* Any other version than the caller's own, and the plugin forgets the handler without a word. */
    Metadata *metadata = ((MetadataExtension *)frame->extension_start)->metadata;
    metadata->version.major_version = frame->interface->version.major_version;
    metadata->version.minor_version = frame->interface->version.minor_version;
    metadata->traits = 0;
    return NULL;
  }
  if (frame->stage != execute_stage) return NULL;
  if (frame->arguments.count != 2 || frame->results.count != 1 || frame->attributes.count != 1) {
    return fail(frame, "scale_and_add takes two arguments, one attribute and gives one result");
  }
  const Buffer *x = frame->arguments.buffers[0];
  if (x->element_type != f32) return fail(frame, "scale_and_add takes f32 only");
  float factor = *(const float *)frame->attributes.values[0]->value;
  if (factor < 0) return fail(frame, "scale_and_add takes no negative factor");
  int64_t count = 1;
  for (int64_t axis = 0; axis < x->rank; axis++) count *= x->dimensions[axis];
  const float *y = frame->arguments.buffers[1]->data;
  float *result = frame->results.buffers[0]->data;
  for (int64_t i = 0; i < count; i++) result[i] = factor * ((const float *)x->data)[i] + y[i];
  return NULL;
}

void *scale_and_add_handler(void) { return (void *)scale_and_add; }
