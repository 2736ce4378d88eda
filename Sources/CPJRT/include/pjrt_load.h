#ifndef PJRT_LOAD_H
#define PJRT_LOAD_H

#include <stdbool.h>

#include "pjrt_api.h"

typedef enum {
  CPJRT_Load_ok = 0,
  CPJRT_Load_cannot_open = 1,
  CPJRT_Load_no_entry_point = 2,
  CPJRT_Load_no_table = 3,
} CPJRT_Load_Status;

/* Opens a plugin and asks it for its function table. On failure `message` says what the dynamic linker said. The plugin
 * stays open for the life of the process: it starts threads, and code that runs must not be unmapped. */
CPJRT_Load_Status cpjrt_load(const char *path, const PJRT_Api **table, char *message, size_t message_capacity);

/* The size that a table must have for every function that Apus calls to lie inside. */
size_t cpjrt_needed_table_size(void);

/* The name of a function that Apus calls and the table leaves empty, or null. The table must have the needed size. */
const char *cpjrt_missing_function(const PJRT_Api *table);

/* Whether this thread runs a callback of the plugin, that is, may be one of the plugin's own threads. */
void cpjrt_enter_callback(void);
void cpjrt_leave_callback(void);
bool cpjrt_is_in_callback(void);

#endif
