#ifndef PJRT_PLUGIN_H
#define PJRT_PLUGIN_H

#include "pjrt_base.h"

typedef struct PJRT_Plugin_Initialize_Args {
  PJRT_HEAD
} PJRT_Plugin_Initialize_Args;
PJRT_SIZED(PJRT_Plugin_Initialize_Args, extension_start)

typedef struct PJRT_Plugin_Attributes_Args {
  PJRT_HEAD
  const PJRT_NamedValue *attributes;
  size_t num_attributes;
} PJRT_Plugin_Attributes_Args;
PJRT_SIZED(PJRT_Plugin_Attributes_Args, num_attributes)

#endif
