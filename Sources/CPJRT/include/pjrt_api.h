#ifndef PJRT_API_H
#define PJRT_API_H

#include "pjrt_buffer.h"
#include "pjrt_client.h"
#include "pjrt_device.h"
#include "pjrt_error.h"
#include "pjrt_event.h"
#include "pjrt_executable.h"
#include "pjrt_execute.h"
#include "pjrt_plugin.h"

/* The function table that a plugin answers `GetPjrtApi` with. Rows are only ever appended, so a table may be longer
 * than this one, and `struct_size` tells whether it is shorter. Functions are declared non-null because
 * `cpjrt_missing_function` is asked before the first call. */
#define PJRT_SLOT(name) PJRT_Error *_Nullable (*_Nonnull name)(name##_Args *_Nonnull);
#define PJRT_ERROR_SLOT(name) void (*_Nonnull name)(name##_Args *_Nonnull);
#define PJRT_UNUSED_SLOT(name) void (*_Nullable name)(void);
typedef struct PJRT_Api {
  PJRT_HEAD
  PJRT_Api_Version pjrt_api_version;
#include "pjrt_slots.h"
} PJRT_Api;
#undef PJRT_SLOT
#undef PJRT_ERROR_SLOT
#undef PJRT_UNUSED_SLOT

#endif
