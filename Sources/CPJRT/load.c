#include "CPJRT.h"

#include <dlfcn.h>
#include <stdio.h>

CPJRT_Load_Status cpjrt_load(const char *path, const PJRT_Api **table, char *message, size_t message_capacity) {
  void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (!library) {
    snprintf(message, message_capacity, "%s", dlerror());
    return CPJRT_Load_cannot_open;
  }
  const PJRT_Api *(*entry)(void) = (const PJRT_Api *(*)(void))dlsym(library, "GetPjrtApi");
  if (!entry) {
    snprintf(message, message_capacity, "%s", dlerror());
    dlclose(library);
    return CPJRT_Load_no_entry_point;
  }
  *table = entry();
  return *table ? CPJRT_Load_ok : CPJRT_Load_no_table;
}

typedef struct {
  const char *name;
  size_t offset;
} Function;

static const Function needed[] = {
#define PJRT_SLOT(name) {#name, offsetof(PJRT_Api, name)},
#define PJRT_ERROR_SLOT(name) PJRT_SLOT(name)
#define PJRT_UNUSED_SLOT(name)
#include "pjrt_slots.h"
#undef PJRT_SLOT
#undef PJRT_ERROR_SLOT
#undef PJRT_UNUSED_SLOT
};
enum { needed_count = sizeof needed / sizeof needed[0] };

size_t cpjrt_needed_table_size(void) {
  size_t end = 0;
  for (int i = 0; i < needed_count; i++) {
    size_t function_end = needed[i].offset + sizeof(void (*)(void));
    if (function_end > end) end = function_end;
  }
  return end;
}

const char *cpjrt_missing_function(const PJRT_Api *table) {
  for (int i = 0; i < needed_count; i++) {
    void (*const *slot)(void) = (void (*const *)(void))((const char *)table + needed[i].offset);
    if (!*slot) return needed[i].name;
  }
  return NULL;
}

static _Thread_local int callback_depth;

void cpjrt_enter_callback(void) { callback_depth++; }
void cpjrt_leave_callback(void) { callback_depth--; }
bool cpjrt_is_in_callback(void) { return callback_depth > 0; }
