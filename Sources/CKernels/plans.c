#include "plans.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "scratch.h"

static OneDNNPlan *plans;
static pthread_mutex_t planning = PTHREAD_MUTEX_INITIALIZER;

static void forget(const OneDNN *dnn, OneDNNPlan *plan) {
  OneDNNLayout *layouts[] = {plan->layouts[0], plan->layouts[1], plan->layouts[2], plan->inner, plan->scratch};
  for (size_t i = 0; i < sizeof layouts / sizeof *layouts; i++) onednn_forget_layout(dnn, layouts[i]);
  free(plan->shape);
  free(plan);
}

static OneDNNPlan *begin(const OneDNNPlanner *planner, const void *shape) {
  OneDNNPlan *plan = calloc(1, sizeof *plan);
  if (!plan) return NULL;
  plan->planner = planner;
  plan->shape = malloc(planner->shape_size);
  if (plan->shape) {
    memcpy(plan->shape, shape, planner->shape_size);
    return plan;
  }
  free(plan);
  return NULL;
}

const char *onednn_kernel(const OneDNNPlanner *planner, const void *shape) {
  const OneDNN *dnn = onednn();
  OneDNNPlan *plan = dnn && planner->is_sound(shape) ? begin(planner, shape) : NULL;
  if (!plan) return NULL;
  int threads = onednn_begin_on_one_thread();
  OneDNNObject *description = planner->describe(dnn, shape, plan);
  onednn_end_on_one_thread(threads);
  const char *name = description ? onednn_generated_kernel(dnn, description) : NULL;
  if (description) onednn_forget_description(dnn, description);
  forget(dnn, plan);
  return name;
}

/* Makes the primitive that rearranges the second argument, where its layout in the code is another one than in memory. */
static int complete_inner(const OneDNN *dnn, OneDNNPlan *plan, const OneDNNObject *description) {
  plan->inner = onednn_copy_layout(dnn, onednn_layout_of(dnn, description, plan->planner->inner_layout));
  if (!plan->inner) return 0;
  plan->inner_size = onednn_size(dnn, plan->inner);
  if (onednn_are_equal(dnn, plan->inner, plan->layouts[1])) return 1;
  plan->rearranges_result = plan->planner->inner_layout == OneDNNWeightsGradientLayout;
  const OneDNNLayout *memory = plan->layouts[1], *inner = plan->inner;
  OneDNNObject *reorder = NULL;
  if (onednn_describe_reorder(dnn, plan->rearranges_result ? inner : memory, plan->rearranges_result ? memory : inner, &reorder)) return 0;
  int status = onednn_make(dnn, reorder, &plan->rearrange);
  onednn_forget_description(dnn, reorder);
  return !status;
}

static int complete(const OneDNN *dnn, OneDNNPlan *plan, const OneDNNObject *description) {
  plan->scratch = onednn_copy_layout(dnn, onednn_layout_of(dnn, description, OneDNNScratchLayout));
  if (!plan->scratch || onednn_make(dnn, description, &plan->primitive)) return 0;
  plan->scratch_size = onednn_size(dnn, plan->scratch);
  return !plan->planner->inner_layout || complete_inner(dnn, plan, description);
}

static OneDNNPlan *made(const OneDNN *dnn, const OneDNNPlanner *planner, const void *shape) {
  OneDNNPlan *plan = begin(planner, shape);
  if (!plan) return NULL;
  OneDNNObject *description = planner->describe(dnn, shape, plan);
  int is_complete = description && complete(dnn, plan, description);
  if (description) onednn_forget_description(dnn, description);
  if (is_complete) return plan;
  forget(dnn, plan);
  return NULL;
}

static OneDNNPlan *plan_for(const OneDNN *dnn, const OneDNNPlanner *planner, const void *shape) {
  pthread_mutex_lock(&planning);
  OneDNNPlan *plan = plans;
  while (plan && (plan->planner != planner || memcmp(plan->shape, shape, planner->shape_size) != 0)) plan = plan->next;
  if (!plan && (plan = made(dnn, planner, shape))) {
    plan->next = plans;
    plans = plan;
  }
  pthread_mutex_unlock(&planning);
  return plan;
}

static int rearrange(const OneDNN *dnn, OneDNNPlan *plan, void *memory, void *inner) {
  static const int arguments[] = {OneDNNSource, OneDNNDestination};
  OneDNNLayout *layouts[] = {plan->layouts[1], plan->inner};
  void *pointers[] = {memory, inner};
  int from = plan->rearranges_result;
  return onednn_run_on(
      dnn, plan->rearrange, &plan->idle_of_rearranging, 2, arguments, (OneDNNLayout *[]){layouts[from], layouts[!from]},
      (void *[]){pointers[from], pointers[!from]});
}

static int run(const OneDNN *dnn, OneDNNPlan *plan, void *const pointers[3]) {
  void *scratch = plan->scratch_size ? scratch_take(plan->scratch_size) : NULL;
  void *second = plan->rearrange ? scratch_take(plan->inner_size) : pointers[1];
  int status = second && (scratch || !plan->scratch_size) ? 0 : -1;
  if (!status && plan->rearrange && !plan->rearranges_result) status = rearrange(dnn, plan, pointers[1], second);
  if (!status) {
    const int *of = plan->planner->arguments;
    status = onednn_run_on(
        dnn, plan->primitive, &plan->idle, scratch ? 4 : 3, (int[]){of[0], of[1], of[2], OneDNNScratch},
        (OneDNNLayout *[]){plan->layouts[0], plan->rearrange ? plan->inner : plan->layouts[1], plan->layouts[2], plan->scratch},
        (void *[]){pointers[0], second, pointers[2], scratch});
  }
  if (!status && plan->rearrange && plan->rearranges_result) status = rearrange(dnn, plan, pointers[1], second);
  if (second != pointers[1]) scratch_give(second);
  scratch_give(scratch);
  return status;
}

int onednn_compute(const OneDNN *dnn, const OneDNNPlanner *planner, const void *shape, void *const pointers[3]) {
  int threads = onednn_begin_on_one_thread();
  OneDNNPlan *plan = plan_for(dnn, planner, shape);
  int status = plan ? run(dnn, plan, pointers) : -1;
  onednn_end_on_one_thread(threads);
  return status;
}
