#ifndef PJRT_CLIENT_H
#define PJRT_CLIENT_H

#include "pjrt_base.h"

/* The key-value callbacks connect the processes of a multi-process platform; a null pointer means one process. */
typedef struct PJRT_Client_Create_Args {
  PJRT_HEAD
  const PJRT_NamedValue *create_options;
  size_t num_options;
  void *kv_get_callback;
  void *kv_get_user_arg;
  void *kv_put_callback;
  void *kv_put_user_arg;
  PJRT_Client *client;
  void *kv_try_get_callback;
  void *kv_try_get_user_arg;
} PJRT_Client_Create_Args;
PJRT_SIZED(PJRT_Client_Create_Args, kv_try_get_user_arg)

typedef struct PJRT_Client_Destroy_Args {
  PJRT_HEAD
  PJRT_Client *client;
} PJRT_Client_Destroy_Args;
PJRT_SIZED(PJRT_Client_Destroy_Args, client)

typedef struct PJRT_Client_PlatformName_Args {
  PJRT_HEAD
  PJRT_Client *client;
  const char *platform_name;
  size_t platform_name_size;
} PJRT_Client_PlatformName_Args;
PJRT_SIZED(PJRT_Client_PlatformName_Args, platform_name_size)

typedef struct PJRT_Client_PlatformVersion_Args {
  PJRT_HEAD
  PJRT_Client *client;
  const char *platform_version;
  size_t platform_version_size;
} PJRT_Client_PlatformVersion_Args;
PJRT_SIZED(PJRT_Client_PlatformVersion_Args, platform_version_size)

typedef struct PJRT_Client_ProcessIndex_Args {
  PJRT_HEAD
  PJRT_Client *client;
  int process_index;
} PJRT_Client_ProcessIndex_Args;
PJRT_SIZED(PJRT_Client_ProcessIndex_Args, process_index)

/* The devices belong to the client, and so does the list. */
typedef struct PJRT_Client_AddressableDevices_Args {
  PJRT_HEAD
  PJRT_Client *client;
  PJRT_Device *const *addressable_devices;
  size_t num_addressable_devices;
} PJRT_Client_AddressableDevices_Args;
PJRT_SIZED(PJRT_Client_AddressableDevices_Args, num_addressable_devices)

/* `format` is "mlir" for StableHLO text or bytecode. The plugin does not write to `code`. */
typedef struct PJRT_Program {
  PJRT_HEAD
  char *code;
  size_t code_size;
  const char *format;
  size_t format_size;
} PJRT_Program;
PJRT_SIZED(PJRT_Program, format_size)

typedef struct PJRT_Client_Compile_Args {
  PJRT_HEAD
  PJRT_Client *client;
  const PJRT_Program *program;
  const char *compile_options;
  size_t compile_options_size;
  PJRT_LoadedExecutable *executable;
} PJRT_Client_Compile_Args;
PJRT_SIZED(PJRT_Client_Compile_Args, executable)

#endif
