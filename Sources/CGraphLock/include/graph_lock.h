#pragma once

#include <pthread.h>

// The lock over what is mutable in the graph. Recursive, and ready before the program starts: Swift would ask at each use whether a
// lock of its own has been made, which a training step does two hundred times.
extern pthread_mutex_t apus_graph_lock;

static inline void apus_graph_lock_acquire(void) { pthread_mutex_lock(&apus_graph_lock); }
static inline void apus_graph_lock_release(void) { pthread_mutex_unlock(&apus_graph_lock); }
