#ifndef PLANS_H
#define PLANS_H

#include "onednn.h"

/* An operation of one shape, on two operands and a result, that oneDNN has generated code for. */
typedef struct OneDNNPlan {
  struct OneDNNPlan *next;
  const struct OneDNNPlanner *planner;
  /* A copy of what was asked for. */
  void *shape;
  OneDNNObject *primitive;
  /* Of the operands and of the result, in the order of the planner's `arguments`. */
  OneDNNLayout *layouts[3];
  /* Of the second of them in the code, where that is not its layout in memory: it is rearranged before, or after where it is the result. */
  OneDNNLayout *inner;
  OneDNNObject *rearrange;
  int rearranges_result;
  OneDNNLayout *scratch;
  size_t inner_size, scratch_size;
  OneDNNArguments *idle, *idle_of_rearranging;
} OneDNNPlan;

/* One kind of operation. Its shapes are plain structs without padding, compared by their bytes. */
typedef struct OneDNNPlanner {
  size_t shape_size;
  int arguments[3];
  int (*is_sound)(const void *shape);
  /* Describes the operation, or gives NULL; fills in `layouts`. */
  OneDNNObject *(*describe)(const OneDNN *, const void *shape, OneDNNPlan *);
  /* The query for the layout that the code wants of the second argument, or 0 where it takes the one in memory. */
  int inner_layout;
} OneDNNPlanner;

/* The name of oneDNN's code for a shape, or NULL where it has none generated. */
const char *onednn_kernel(const OneDNNPlanner *, const void *shape);

/* Computes an operation on this thread. Its code is made at the first call for a shape and kept for the life of the process, as are the
 * programs that call it. Returns 0 if all went well. */
int onednn_compute(const OneDNN *, const OneDNNPlanner *, const void *shape, void *const pointers[3]);

#endif
