#ifndef LSTM_STEPS_H
#define LSTM_STEPS_H

#include <stddef.h>

/* One step of some rows: gates and their gradients are `[rows, 4 · units]`, all else is `[rows, units]`. */

typedef struct LSTMStep {
  size_t rows, units;
  /* What the input adds to the gates, and what the state does. */
  const float *projected, *product;
  const float *cell;
  /* Behind their functions. */
  float *gates;
  float *next_cell, *next_hidden, *output;
} LSTMStep;

void lstm_advance(const LSTMStep *);

typedef struct LSTMStepBack {
  size_t rows, units;
  const float *gates, *cell;
  /* Of the output of this step, and what comes of the steps behind it. */
  const float *of_output, *of_hidden;
  /* Of the cell after the step, then of the one before it. */
  float *of_cell;
  /* Of the gates before their functions. */
  float *of_gates;
} LSTMStepBack;

void lstm_differentiate(const LSTMStepBack *);

#endif
