#ifndef PJRT_BUFFER_H
#define PJRT_BUFFER_H

#include "pjrt_base.h"

typedef enum {
  PJRT_Buffer_Type_INVALID = 0,
  PJRT_Buffer_Type_PRED = 1,
  PJRT_Buffer_Type_S8 = 2,
  PJRT_Buffer_Type_S16 = 3,
  PJRT_Buffer_Type_S32 = 4,
  PJRT_Buffer_Type_S64 = 5,
  PJRT_Buffer_Type_U8 = 6,
  PJRT_Buffer_Type_U16 = 7,
  PJRT_Buffer_Type_U32 = 8,
  PJRT_Buffer_Type_U64 = 9,
  PJRT_Buffer_Type_F16 = 10,
  PJRT_Buffer_Type_F32 = 11,
  PJRT_Buffer_Type_F64 = 12,
  PJRT_Buffer_Type_BF16 = 13,
} PJRT_Buffer_Type;

/* Who may touch the host's memory, and for how long; only the last two share it with the device. */
typedef enum {
  PJRT_HostBufferSemantics_kImmutableOnlyDuringCall = 0,
  PJRT_HostBufferSemantics_kImmutableUntilTransferCompletes = 1,
  PJRT_HostBufferSemantics_kImmutableZeroCopy = 2,
  PJRT_HostBufferSemantics_kMutableZeroCopy = 3,
} PJRT_HostBufferSemantics;

/* Null strides and a null layout mean dense, last axis fastest. The caller owns the event and the buffer. */
typedef struct PJRT_Client_BufferFromHostBuffer_Args {
  PJRT_HEAD
  PJRT_Client *client;
  const void *data;
  PJRT_Buffer_Type type;
  const int64_t *dims;
  size_t num_dims;
  const int64_t *byte_strides;
  size_t num_byte_strides;
  PJRT_HostBufferSemantics host_buffer_semantics;
  PJRT_Device *device;
  PJRT_Memory *memory;
  void *device_layout;
  PJRT_Event *done_with_host_buffer;
  PJRT_Buffer *buffer;
} PJRT_Client_BufferFromHostBuffer_Args;
PJRT_SIZED(PJRT_Client_BufferFromHostBuffer_Args, buffer)

typedef struct PJRT_Buffer_Destroy_Args {
  PJRT_HEAD
  PJRT_Buffer *buffer;
} PJRT_Buffer_Destroy_Args;
PJRT_SIZED(PJRT_Buffer_Destroy_Args, buffer)

typedef struct PJRT_Buffer_Delete_Args {
  PJRT_HEAD
  PJRT_Buffer *buffer;
} PJRT_Buffer_Delete_Args;
PJRT_SIZED(PJRT_Buffer_Delete_Args, buffer)

typedef struct PJRT_Buffer_IsDeleted_Args {
  PJRT_HEAD
  PJRT_Buffer *buffer;
  bool is_deleted;
} PJRT_Buffer_IsDeleted_Args;
PJRT_SIZED(PJRT_Buffer_IsDeleted_Args, is_deleted)

typedef struct PJRT_Buffer_ReadyEvent_Args {
  PJRT_HEAD
  PJRT_Buffer *buffer;
  PJRT_Event *event;
} PJRT_Buffer_ReadyEvent_Args;
PJRT_SIZED(PJRT_Buffer_ReadyEvent_Args, event)

typedef struct PJRT_Buffer_UnsafePointer_Args {
  PJRT_HEAD
  PJRT_Buffer *buffer;
  uintptr_t buffer_pointer;
} PJRT_Buffer_UnsafePointer_Args;
PJRT_SIZED(PJRT_Buffer_UnsafePointer_Args, buffer_pointer)

/* While the count is above zero the plugin neither frees the memory nor gives it to a program. */
typedef struct PJRT_Buffer_IncreaseExternalReferenceCount_Args {
  PJRT_HEAD
  PJRT_Buffer *buffer;
} PJRT_Buffer_IncreaseExternalReferenceCount_Args;
PJRT_SIZED(PJRT_Buffer_IncreaseExternalReferenceCount_Args, buffer)

typedef struct PJRT_Buffer_DecreaseExternalReferenceCount_Args {
  PJRT_HEAD
  PJRT_Buffer *buffer;
} PJRT_Buffer_DecreaseExternalReferenceCount_Args;
PJRT_SIZED(PJRT_Buffer_DecreaseExternalReferenceCount_Args, buffer)

/* With a null `dst` the plugin only fills in `dst_size`. */
typedef struct PJRT_Buffer_ToHostBuffer_Args {
  PJRT_HEAD
  PJRT_Buffer *src;
  void *host_layout;
  void *dst;
  size_t dst_size;
  PJRT_Event *event;
} PJRT_Buffer_ToHostBuffer_Args;
PJRT_SIZED(PJRT_Buffer_ToHostBuffer_Args, event)

typedef struct PJRT_Buffer_CopyToDevice_Args {
  PJRT_HEAD
  PJRT_Buffer *buffer;
  PJRT_Device *dst_device;
  PJRT_Buffer *dst_buffer;
} PJRT_Buffer_CopyToDevice_Args;
PJRT_SIZED(PJRT_Buffer_CopyToDevice_Args, dst_buffer)

#endif
