#ifndef PJRT_FFI_CALL_H
#define PJRT_FFI_CALL_H

#include <stddef.h>
#include <stdint.h>

/* What a program hands to a function of the host that it calls: XLA's typed foreign function interface, version 0.2, as far as it
 * is read here. */

typedef struct XLA_FFI_Error XLA_FFI_Error;

typedef struct XLA_FFI_Extension_Base {
  size_t struct_size;
  int type;
  struct XLA_FFI_Extension_Base *next;
} XLA_FFI_Extension_Base;

typedef struct XLA_FFI_Api_Version {
  size_t struct_size;
  XLA_FFI_Extension_Base *extension_start;
  int major_version;
  int minor_version;
} XLA_FFI_Api_Version;

typedef struct XLA_FFI_Metadata {
  size_t struct_size;
  XLA_FFI_Api_Version api_version;
  uint32_t traits;
} XLA_FFI_Metadata;

typedef struct XLA_FFI_Metadata_Extension {
  XLA_FFI_Extension_Base extension_base;
  XLA_FFI_Metadata *metadata;
} XLA_FFI_Metadata_Extension;

typedef struct XLA_FFI_Error_Create_Args {
  size_t struct_size;
  XLA_FFI_Extension_Base *extension_start;
  const char *message;
  int errc;
} XLA_FFI_Error_Create_Args;

typedef struct XLA_FFI_Error_Destroy_Args {
  size_t struct_size;
  XLA_FFI_Extension_Base *extension_start;
  XLA_FFI_Error *error;
} XLA_FFI_Error_Destroy_Args;

typedef struct XLA_FFI_ThreadPool_Schedule_Args {
  size_t struct_size;
  XLA_FFI_Extension_Base *extension_start;
  void *ctx;
  void (*task)(void *data);
  void *data;
} XLA_FFI_ThreadPool_Schedule_Args;

typedef struct XLA_FFI_ThreadPool_NumThreads_Args {
  size_t struct_size;
  XLA_FFI_Extension_Base *extension_start;
  void *ctx;
  int64_t *num_threads;
} XLA_FFI_ThreadPool_NumThreads_Args;

/* Functions that are not called here are named, for the order, and have no type. */
typedef struct XLA_FFI_Api {
  size_t struct_size;
  XLA_FFI_Extension_Base *extension_start;
  XLA_FFI_Api_Version api_version;
  void *internal_api;
  XLA_FFI_Error *(*XLA_FFI_Error_Create)(XLA_FFI_Error_Create_Args *);
  void (*XLA_FFI_Error_GetMessage)(void);
  void (*XLA_FFI_Error_Destroy)(XLA_FFI_Error_Destroy_Args *);
  void (*XLA_FFI_Handler_Register)(void);
  void (*XLA_FFI_Stream_Get)(void);
  void (*XLA_FFI_Type_Register)(void);
  void (*XLA_FFI_ExecutionContext_Get)(void);
  void (*XLA_FFI_State_Set)(void);
  void (*XLA_FFI_State_Get)(void);
  void (*XLA_FFI_DeviceMemory_Allocate)(void);
  void (*XLA_FFI_DeviceMemory_Free)(void);
  XLA_FFI_Error *(*XLA_FFI_ThreadPool_Schedule)(XLA_FFI_ThreadPool_Schedule_Args *);
  XLA_FFI_Error *(*XLA_FFI_ThreadPool_NumThreads)(XLA_FFI_ThreadPool_NumThreads_Args *);
} XLA_FFI_Api;

typedef struct XLA_FFI_Buffer {
  size_t struct_size;
  XLA_FFI_Extension_Base *extension_start;
  int dtype;
  void *data;
  int64_t rank;
  int64_t *dims;
} XLA_FFI_Buffer;

/* Both the arguments and the results of a call. */
typedef struct XLA_FFI_Buffers {
  size_t struct_size;
  XLA_FFI_Extension_Base *extension_start;
  int64_t size;
  int *types;
  XLA_FFI_Buffer **buffers;
} XLA_FFI_Buffers;

typedef struct XLA_FFI_Scalar {
  int dtype;
  void *value;
} XLA_FFI_Scalar;

typedef struct XLA_FFI_Array {
  int dtype;
  size_t size;
  void *data;
} XLA_FFI_Array;

/* Each attribute is a scalar or an array, as its type says. */
typedef struct XLA_FFI_Attrs {
  size_t struct_size;
  XLA_FFI_Extension_Base *extension_start;
  int64_t size;
  int *types;
  void *names;
  void **attrs;
} XLA_FFI_Attrs;

typedef struct XLA_FFI_CallFrame {
  size_t struct_size;
  XLA_FFI_Extension_Base *extension_start;
  const XLA_FFI_Api *api;
  void *ctx;
  int stage;
  XLA_FFI_Buffers args;
  XLA_FFI_Buffers rets;
  XLA_FFI_Attrs attrs;
} XLA_FFI_CallFrame;

enum {
  XLA_FFI_Extension_Metadata = 1,
  XLA_FFI_AttrType_ARRAY = 1,
  XLA_FFI_AttrType_SCALAR = 3,
  XLA_FFI_ExecutionStage_EXECUTE = 3,
  XLA_FFI_DataType_S8 = 2,
  XLA_FFI_DataType_S32 = 4,
  XLA_FFI_DataType_S64 = 5,
  XLA_FFI_DataType_F32 = 11,
  XLA_FFI_DataType_F64 = 12,
  XLA_FFI_DataType_BF16 = 16,
  XLA_FFI_Error_Code_INVALID_ARGUMENT = 3,
  XLA_FFI_Error_Code_INTERNAL = 13,
};

/* Whether the attribute at `index`, by the order of their names, is a `double`, which is then written to `number`. */
static inline int xla_ffi_double(const XLA_FFI_CallFrame *frame, int64_t index, double *number) {
  if (frame->attrs.size <= index || frame->attrs.types[index] != XLA_FFI_AttrType_SCALAR) return 0;
  const XLA_FFI_Scalar *scalar = (const XLA_FFI_Scalar *)frame->attrs.attrs[index];
  if (scalar->dtype != XLA_FFI_DataType_F64) return 0;
  *number = *(const double *)scalar->value;
  return 1;
}

static inline XLA_FFI_Error *xla_ffi_error(const XLA_FFI_CallFrame *frame, int code, const char *message) {
  XLA_FFI_Error_Create_Args arguments = {offsetof(XLA_FFI_Error_Create_Args, errc) + sizeof(int), NULL, message, code};
  return frame->api->XLA_FFI_Error_Create(&arguments);
}

/* Whether the call only asks which version of the interface the function was written for. Any other answer than the caller's own, and
 * the plugin forgets the function without a word. */
static inline int xla_ffi_answered_metadata(const XLA_FFI_CallFrame *frame) {
  if (!frame->extension_start || frame->extension_start->type != XLA_FFI_Extension_Metadata) return 0;
  XLA_FFI_Metadata *metadata = ((XLA_FFI_Metadata_Extension *)frame->extension_start)->metadata;
  metadata->api_version.major_version = frame->api->api_version.major_version;
  metadata->api_version.minor_version = frame->api->api_version.minor_version;
  metadata->traits = 0;
  return 1;
}

#endif
