#ifndef PJRT_EXECUTE_H
#define PJRT_EXECUTE_H

#include "pjrt_base.h"

/* The send and receive callbacks serve host transfers inside a program, which Apus does not emit. */
typedef struct PJRT_ExecuteOptions {
  PJRT_HEAD
  void *send_callbacks;
  void *recv_callbacks;
  size_t num_send_ops;
  size_t num_recv_ops;
  int launch_id;
  const int64_t *non_donatable_input_indices;
  size_t num_non_donatable_input_indices;
  PJRT_ExecuteContext *context;
  const char *call_location;
  size_t num_tasks;
  int *task_ids;
  int64_t *incarnation_ids;
} PJRT_ExecuteOptions;
PJRT_SIZED(PJRT_ExecuteOptions, incarnation_ids)

/* One list of arguments and one list of outputs for each device; the caller owns the output buffers. */
typedef struct PJRT_LoadedExecutable_Execute_Args {
  PJRT_HEAD
  PJRT_LoadedExecutable *executable;
  PJRT_ExecuteOptions *options;
  PJRT_Buffer *const *const *argument_lists;
  size_t num_devices;
  size_t num_args;
  PJRT_Buffer **const *output_lists;
  PJRT_Event **device_complete_events;
  PJRT_Device *execute_device;
} PJRT_LoadedExecutable_Execute_Args;
PJRT_SIZED(PJRT_LoadedExecutable_Execute_Args, execute_device)

#endif
