#ifndef PJRT_FFI_H
#define PJRT_FFI_H

#include "pjrt_base.h"

/* Registers a C function that a `stablehlo.custom_call` of a program calls by name.
 *
 * The arguments are those of interface 0.81, 52 bytes: a later interface has a version field in the middle, so the call
 * is made only where the extension is as large as the one of 0.81. */
typedef struct PJRT_FFI_Register_Handler_Args {
  size_t struct_size;
  const char *target_name;
  size_t target_name_size;
  void *handler;
  const char *platform_name;
  size_t platform_name_size;
  uint32_t traits;
} PJRT_FFI_Register_Handler_Args;
PJRT_SIZED(PJRT_FFI_Register_Handler_Args, traits)

typedef struct PJRT_FFI_Extension {
  PJRT_Extension_Base base;
  void (*type_id_register)(void);
  void (*user_data_add)(void);
  PJRT_Error *(*register_handler)(PJRT_FFI_Register_Handler_Args *);
} PJRT_FFI_Extension;

#endif
