#include "graph_lock.h"

pthread_mutex_t apus_graph_lock;

__attribute__((constructor)) static void make_graph_lock(void) {
  pthread_mutexattr_t attributes;
  pthread_mutexattr_init(&attributes);
  pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_RECURSIVE);
  pthread_mutex_init(&apus_graph_lock, &attributes);
  pthread_mutexattr_destroy(&attributes);
}
