#ifndef PJRT_BASE_H
#define PJRT_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifndef __clang__
#define _Nonnull
#define _Nullable
#endif

/* Objects that only the plugin can look into. */
typedef struct PJRT_Error PJRT_Error;
typedef struct PJRT_Event PJRT_Event;
typedef struct PJRT_Client PJRT_Client;
typedef struct PJRT_Device PJRT_Device;
typedef struct PJRT_DeviceDescription PJRT_DeviceDescription;
typedef struct PJRT_Memory PJRT_Memory;
typedef struct PJRT_Buffer PJRT_Buffer;
typedef struct PJRT_Executable PJRT_Executable;
typedef struct PJRT_LoadedExecutable PJRT_LoadedExecutable;
typedef struct PJRT_SerializedExecutable PJRT_SerializedExecutable;
typedef struct PJRT_ExecuteContext PJRT_ExecuteContext;

typedef enum {
  PJRT_Extension_Type_Layouts = 4,
  PJRT_Extension_Type_FFI = 5,
  PJRT_Extension_Type_MemoryDescriptions = 6,
  PJRT_Extension_Type_PhaseCompile = 9,
} PJRT_Extension_Type;

/* One link of the list of optional parts; `struct_size` covers the whole extension, of which this is the head. */
typedef struct PJRT_Extension_Base {
  size_t struct_size;
  PJRT_Extension_Type type;
  struct PJRT_Extension_Base *next;
} PJRT_Extension_Base;

/* Every other struct starts with these two fields: its size says how far the caller's version of it reaches. */
#define PJRT_HEAD     \
  size_t struct_size; \
  PJRT_Extension_Base *extension_start;

/* The size that a plugin expects ends with the last field: padding behind it does not count. The maker function gives
 * a struct of zeros with that size filled in. */
#define PJRT_SIZED(name, last)                                                                \
  enum { name##_STRUCT_SIZE = offsetof(name, last) + sizeof(((name *)0)->last) };             \
  static inline name name##_make(void) {                                                      \
    name made = {0};                                                                          \
    made.struct_size = name##_STRUCT_SIZE;                                                    \
    return made;                                                                              \
  }

typedef struct PJRT_Api_Version {
  PJRT_HEAD
  int major_version;
  int minor_version;
} PJRT_Api_Version;
PJRT_SIZED(PJRT_Api_Version, minor_version)

typedef enum {
  PJRT_NamedValue_kString = 0,
  PJRT_NamedValue_kInt64 = 1,
  PJRT_NamedValue_kInt64List = 2,
  PJRT_NamedValue_kFloat = 3,
  PJRT_NamedValue_kBool = 4,
} PJRT_NamedValue_Type;

typedef struct PJRT_NamedValue {
  PJRT_HEAD
  const char *name;
  size_t name_size;
  PJRT_NamedValue_Type type;
  union {
    const char *string_value;
    int64_t int64_value;
    const int64_t *int64_array_value;
    float float_value;
    bool bool_value;
  };
  size_t value_size;
} PJRT_NamedValue;
PJRT_SIZED(PJRT_NamedValue, value_size)

#endif
