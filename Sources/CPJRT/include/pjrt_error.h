#ifndef PJRT_ERROR_H
#define PJRT_ERROR_H

#include "pjrt_base.h"

typedef enum {
  PJRT_Error_Code_OK = 0,
  PJRT_Error_Code_CANCELLED = 1,
  PJRT_Error_Code_UNKNOWN = 2,
  PJRT_Error_Code_INVALID_ARGUMENT = 3,
  PJRT_Error_Code_DEADLINE_EXCEEDED = 4,
  PJRT_Error_Code_NOT_FOUND = 5,
  PJRT_Error_Code_ALREADY_EXISTS = 6,
  PJRT_Error_Code_PERMISSION_DENIED = 7,
  PJRT_Error_Code_RESOURCE_EXHAUSTED = 8,
  PJRT_Error_Code_FAILED_PRECONDITION = 9,
  PJRT_Error_Code_ABORTED = 10,
  PJRT_Error_Code_OUT_OF_RANGE = 11,
  PJRT_Error_Code_UNIMPLEMENTED = 12,
  PJRT_Error_Code_INTERNAL = 13,
  PJRT_Error_Code_UNAVAILABLE = 14,
  PJRT_Error_Code_DATA_LOSS = 15,
  PJRT_Error_Code_UNAUTHENTICATED = 16,
} PJRT_Error_Code;

typedef struct PJRT_Error_Destroy_Args {
  PJRT_HEAD
  PJRT_Error *error;
} PJRT_Error_Destroy_Args;
PJRT_SIZED(PJRT_Error_Destroy_Args, error)

/* The text lives as long as the error. */
typedef struct PJRT_Error_Message_Args {
  PJRT_HEAD
  const PJRT_Error *error;
  const char *message;
  size_t message_size;
} PJRT_Error_Message_Args;
PJRT_SIZED(PJRT_Error_Message_Args, message_size)

typedef struct PJRT_Error_GetCode_Args {
  PJRT_HEAD
  const PJRT_Error *error;
  PJRT_Error_Code code;
} PJRT_Error_GetCode_Args;
PJRT_SIZED(PJRT_Error_GetCode_Args, code)

#endif
