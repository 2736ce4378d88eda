#ifndef PJRT_EVENT_H
#define PJRT_EVENT_H

#include "pjrt_base.h"

typedef struct PJRT_Event_Destroy_Args {
  PJRT_HEAD
  PJRT_Event *event;
} PJRT_Event_Destroy_Args;
PJRT_SIZED(PJRT_Event_Destroy_Args, event)

typedef struct PJRT_Event_IsReady_Args {
  PJRT_HEAD
  PJRT_Event *event;
  bool is_ready;
} PJRT_Event_IsReady_Args;
PJRT_SIZED(PJRT_Event_IsReady_Args, is_ready)

typedef struct PJRT_Event_Await_Args {
  PJRT_HEAD
  PJRT_Event *event;
} PJRT_Event_Await_Args;
PJRT_SIZED(PJRT_Event_Await_Args, event)

/* Called once, on any thread, and at once if the event is ready. The callback owns `error`, which may be null. */
typedef void (*PJRT_Event_OnReadyCallback)(PJRT_Error *error, void *user_arg);

typedef struct PJRT_Event_OnReady_Args {
  PJRT_HEAD
  PJRT_Event *event;
  PJRT_Event_OnReadyCallback callback;
  void *user_arg;
} PJRT_Event_OnReady_Args;
PJRT_SIZED(PJRT_Event_OnReady_Args, user_arg)

#endif
