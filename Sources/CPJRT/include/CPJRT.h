/* The C interface of a PJRT plugin as far as Apus uses it. The struct layouts, the order of the function table and the
 * values of the enumerations are the interface's own (version 0.81); PJRTTests checks each of them against the header
 * that a plugin package brings along. */
#ifndef CPJRT_H
#define CPJRT_H

#include "pjrt_base.h"
#include "pjrt_error.h"
#include "pjrt_event.h"
#include "pjrt_plugin.h"
#include "pjrt_client.h"
#include "pjrt_device.h"
#include "pjrt_buffer.h"
#include "pjrt_executable.h"
#include "pjrt_execute.h"
#include "pjrt_api.h"
#include "pjrt_ffi.h"
#include "pjrt_ffi_call.h"
#include "pjrt_load.h"
#include "pjrt_memory.h"

#endif
