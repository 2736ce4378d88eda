#include "slices.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdlib.h>

/* What the threads share. A task may begin after all slices are done, so the last of them that lets go frees it. */
typedef struct Work {
  void (*body)(void *, int);
  void *context;
  int count;
  Afterwards afterwards;
  atomic_int next, holders, done;
  pthread_mutex_t mutex;
  pthread_cond_t all_done;
} Work;

/* Slices end at about the same time, and a thread that sleeps needs longer to wake than the rest of a slice takes: some tens of
 * microseconds awake first. */
enum { looks_before_sleep = 2000 };

static void rest_a_moment(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

static int has_threads(const XLA_FFI_CallFrame *frame) {
  return frame->api->struct_size >= offsetof(XLA_FFI_Api, XLA_FFI_ThreadPool_NumThreads) + sizeof(void *);
}

static int failed(const XLA_FFI_CallFrame *frame, XLA_FFI_Error *error) {
  if (!error) return 0;
  XLA_FFI_Error_Destroy_Args arguments = {sizeof arguments, NULL, error};
  frame->api->XLA_FFI_Error_Destroy(&arguments);
  return 1;
}

int threads_of_program(const XLA_FFI_CallFrame *frame) {
  if (!has_threads(frame)) return 1;
  int64_t count = 1;
  XLA_FFI_ThreadPool_NumThreads_Args arguments = {sizeof arguments, NULL, frame->ctx, &count};
  if (failed(frame, frame->api->XLA_FFI_ThreadPool_NumThreads(&arguments))) return 1;
  return count < 1 ? 1 : count > 1024 ? 1024 : (int)count;
}

static void let_go(Work *work) {
  if (atomic_fetch_sub(&work->holders, 1) > 1) return;
  pthread_mutex_destroy(&work->mutex);
  pthread_cond_destroy(&work->all_done);
  free(work);
}

static void take_slices(Work *work) {
  int taken = 0;
  for (int slice; (slice = atomic_fetch_add(&work->next, 1)) < work->count; taken++) work->body(work->context, slice);
  if (!taken || atomic_fetch_add(&work->done, taken) + taken < work->count) return;
  pthread_mutex_lock(&work->mutex);
  pthread_cond_signal(&work->all_done);
  pthread_mutex_unlock(&work->mutex);
}

static int is_done(Work *work) { return atomic_load(&work->done) == work->count; }

static void wait_until_done(Work *work) {
  for (int look = 0; look < looks_before_sleep; look++) {
    if (is_done(work)) return;
    rest_a_moment();
  }
  pthread_mutex_lock(&work->mutex);
  while (!is_done(work)) pthread_cond_wait(&work->all_done, &work->mutex);
  pthread_mutex_unlock(&work->mutex);
}

/* Where a thread that looks for its next work finds it: NULL where nobody looks, `looking` until there is some. */
typedef struct Place {
  _Alignas(64) _Atomic(Work *) work;
} Place;

enum { place_count = 64, looks_before_yield = 64 };
static Place places[place_count];
static Work looking;

static int replace(Place *place, Work *old, Work *new) {
  return atomic_load_explicit(&place->work, memory_order_relaxed) == old && atomic_compare_exchange_strong(&place->work, &old, new);
}

static Place *replace_any(Work *old, Work *new) {
  for (Place *place = places; place < places + place_count; place++) {
    if (replace(place, old, new)) return place;
  }
  return NULL;
}

/* What somebody leaves at a place in time, or `looking`. */
static Work *look(Place *place) {
  Work *found = &looking;
  for (int look = 1; look <= looks_before_sleep && found == &looking; look++) {
    if (look % looks_before_yield) rest_a_moment();
    else sched_yield();
    found = atomic_load(&place->work);
  }
  return found;
}

/* Takes slices of one work after the other, until none comes. */
static void help_on(void) {
  Place *place = replace_any(NULL, &looking);
  if (!place) return;
  for (;;) {
    Work *work = look(place);
    if (work == &looking) {
      if (replace(place, &looking, NULL)) return;
      work = atomic_load(&place->work);
    }
    take_slices(work);
    let_go(work);
    atomic_store(&place->work, &looking);
  }
}

static void help(void *argument) {
  Work *work = argument;
  Afterwards afterwards = work->afterwards;
  take_slices(work);
  let_go(work);
  if (afterwards == HelpersStay) help_on();
}

void for_each_slice(const XLA_FFI_CallFrame *frame, int count, Afterwards afterwards, void (*body)(void *, int), void *context) {
  Work *work = count > 1 && has_threads(frame) ? calloc(1, sizeof(Work)) : NULL;
  if (!work) {
    for (int slice = 0; slice < count; slice++) body(context, slice);
    return;
  }
  work->body = body;
  work->context = context;
  work->count = count;
  work->afterwards = afterwards;
  atomic_init(&work->holders, 1);
  pthread_mutex_init(&work->mutex, NULL);
  pthread_cond_init(&work->all_done, NULL);
  for (int helper = 1; helper < count; helper++) {
    atomic_fetch_add(&work->holders, 1);
    if (replace_any(&looking, work)) continue;
    XLA_FFI_ThreadPool_Schedule_Args arguments = {sizeof arguments, NULL, frame->ctx, help, work};
    if (failed(frame, frame->api->XLA_FFI_ThreadPool_Schedule(&arguments))) let_go(work);
  }
  take_slices(work);
  wait_until_done(work);
  let_go(work);
}
