#ifndef PJRT_EXECUTABLE_H
#define PJRT_EXECUTABLE_H

#include "pjrt_client.h"

typedef struct PJRT_Executable_Destroy_Args {
  PJRT_HEAD
  PJRT_Executable *executable;
} PJRT_Executable_Destroy_Args;
PJRT_SIZED(PJRT_Executable_Destroy_Args, executable)

typedef struct PJRT_LoadedExecutable_Destroy_Args {
  PJRT_HEAD
  PJRT_LoadedExecutable *executable;
} PJRT_LoadedExecutable_Destroy_Args;
PJRT_SIZED(PJRT_LoadedExecutable_Destroy_Args, executable)

/* The caller owns `executable`. */
typedef struct PJRT_LoadedExecutable_GetExecutable_Args {
  PJRT_HEAD
  PJRT_LoadedExecutable *loaded_executable;
  PJRT_Executable *executable;
} PJRT_LoadedExecutable_GetExecutable_Args;
PJRT_SIZED(PJRT_LoadedExecutable_GetExecutable_Args, executable)

/* In the order in which an execution lists its arguments. */
typedef struct PJRT_LoadedExecutable_AddressableDevices_Args {
  PJRT_HEAD
  PJRT_LoadedExecutable *executable;
  PJRT_Device *const *addressable_devices;
  size_t num_addressable_devices;
} PJRT_LoadedExecutable_AddressableDevices_Args;
PJRT_SIZED(PJRT_LoadedExecutable_AddressableDevices_Args, num_addressable_devices)

typedef struct PJRT_Executable_NumOutputs_Args {
  PJRT_HEAD
  PJRT_Executable *executable;
  size_t num_outputs;
} PJRT_Executable_NumOutputs_Args;
PJRT_SIZED(PJRT_Executable_NumOutputs_Args, num_outputs)

typedef struct PJRT_Executable_OutputElementTypes_Args {
  PJRT_HEAD
  PJRT_Executable *executable;
  PJRT_Buffer_Type *output_types;
  size_t num_output_types;
} PJRT_Executable_OutputElementTypes_Args;
PJRT_SIZED(PJRT_Executable_OutputElementTypes_Args, num_output_types)

/* `dims` holds the dimensions of all outputs one after another, `dim_sizes` the rank of each. */
typedef struct PJRT_Executable_OutputDimensions_Args {
  PJRT_HEAD
  PJRT_Executable *executable;
  size_t num_outputs;
  const int64_t *dims;
  const size_t *dim_sizes;
} PJRT_Executable_OutputDimensions_Args;
PJRT_SIZED(PJRT_Executable_OutputDimensions_Args, dim_sizes)

typedef struct PJRT_Executable_GetCostAnalysis_Args {
  PJRT_HEAD
  PJRT_Executable *executable;
  size_t num_properties;
  const PJRT_NamedValue *properties;
} PJRT_Executable_GetCostAnalysis_Args;
PJRT_SIZED(PJRT_Executable_GetCostAnalysis_Args, properties)

typedef struct PJRT_Executable_GetCompiledMemoryStats_Args {
  PJRT_HEAD
  PJRT_Executable *executable;
  int64_t generated_code_size_in_bytes;
  int64_t argument_size_in_bytes;
  int64_t output_size_in_bytes;
  int64_t alias_size_in_bytes;
  int64_t temp_size_in_bytes;
  int64_t host_generated_code_size_in_bytes;
  int64_t host_argument_size_in_bytes;
  int64_t host_output_size_in_bytes;
  int64_t host_alias_size_in_bytes;
  int64_t host_temp_size_in_bytes;
  int64_t peak_memory_in_bytes;
} PJRT_Executable_GetCompiledMemoryStats_Args;
PJRT_SIZED(PJRT_Executable_GetCompiledMemoryStats_Args, peak_memory_in_bytes)

/* Called twice: with a null `program->code` for the size, then with the memory to fill. */
typedef struct PJRT_Executable_OptimizedProgram_Args {
  PJRT_HEAD
  PJRT_Executable *executable;
  PJRT_Program *program;
} PJRT_Executable_OptimizedProgram_Args;
PJRT_SIZED(PJRT_Executable_OptimizedProgram_Args, program)

/* The bytes live until the deleter is called with `serialized_executable`. */
typedef struct PJRT_Executable_Serialize_Args {
  PJRT_HEAD
  const PJRT_Executable *executable;
  const char *serialized_bytes;
  size_t serialized_bytes_size;
  PJRT_SerializedExecutable *serialized_executable;
  void (*serialized_executable_deleter)(PJRT_SerializedExecutable *);
} PJRT_Executable_Serialize_Args;
PJRT_SIZED(PJRT_Executable_Serialize_Args, serialized_executable_deleter)

typedef struct PJRT_Executable_DeserializeAndLoad_Args {
  PJRT_HEAD
  PJRT_Client *client;
  const char *serialized_executable;
  size_t serialized_executable_size;
  PJRT_LoadedExecutable *loaded_executable;
  const char *overridden_serialized_compile_options;
  size_t overridden_serialized_compile_options_size;
} PJRT_Executable_DeserializeAndLoad_Args;
PJRT_SIZED(PJRT_Executable_DeserializeAndLoad_Args, overridden_serialized_compile_options_size)

#endif
