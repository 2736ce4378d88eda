#ifndef PJRT_DEVICE_H
#define PJRT_DEVICE_H

#include "pjrt_base.h"

typedef struct PJRT_Device_GetDescription_Args {
  PJRT_HEAD
  PJRT_Device *device;
  PJRT_DeviceDescription *device_description;
} PJRT_Device_GetDescription_Args;
PJRT_SIZED(PJRT_Device_GetDescription_Args, device_description)

typedef struct PJRT_DeviceDescription_Id_Args {
  PJRT_HEAD
  PJRT_DeviceDescription *device_description;
  int id;
} PJRT_DeviceDescription_Id_Args;
PJRT_SIZED(PJRT_DeviceDescription_Id_Args, id)

typedef struct PJRT_DeviceDescription_Kind_Args {
  PJRT_HEAD
  PJRT_DeviceDescription *device_description;
  const char *device_kind;
  size_t device_kind_size;
} PJRT_DeviceDescription_Kind_Args;
PJRT_SIZED(PJRT_DeviceDescription_Kind_Args, device_kind_size)

typedef struct PJRT_DeviceDescription_ToString_Args {
  PJRT_HEAD
  PJRT_DeviceDescription *device_description;
  const char *to_string;
  size_t to_string_size;
} PJRT_DeviceDescription_ToString_Args;
PJRT_SIZED(PJRT_DeviceDescription_ToString_Args, to_string_size)

/* Only `bytes_in_use` is always given; each other number has a flag that says whether it is. */
typedef struct PJRT_Device_MemoryStats_Args {
  PJRT_HEAD
  PJRT_Device *device;
  int64_t bytes_in_use;
  int64_t peak_bytes_in_use;
  bool peak_bytes_in_use_is_set;
  int64_t num_allocs;
  bool num_allocs_is_set;
  int64_t largest_alloc_size;
  bool largest_alloc_size_is_set;
  int64_t bytes_limit;
  bool bytes_limit_is_set;
  int64_t bytes_reserved;
  bool bytes_reserved_is_set;
  int64_t peak_bytes_reserved;
  bool peak_bytes_reserved_is_set;
  int64_t bytes_reservable_limit;
  bool bytes_reservable_limit_is_set;
  int64_t largest_free_block_bytes;
  bool largest_free_block_bytes_is_set;
  int64_t pool_bytes;
  bool pool_bytes_is_set;
  int64_t peak_pool_bytes;
  bool peak_pool_bytes_is_set;
} PJRT_Device_MemoryStats_Args;
PJRT_SIZED(PJRT_Device_MemoryStats_Args, peak_pool_bytes_is_set)

#endif
