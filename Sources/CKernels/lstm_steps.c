#include "lstm_steps.h"

#include "vectorized.h"
#include "vectorized_sigmoid.h"

/* A pointer for each gate, because the compiler cannot tell from one that what lies beside each other does not overlap. */
typedef const float *restrict Given;
typedef float *restrict Made;

VECTORIZED_PART void add_sigmoids(Given a, Given b, Made y, size_t count) {
  for (size_t j = 0; j < count; j++) y[j] = vectorized_sigmoid(a[j] + b[j]);
}

VECTORIZED_PART void add_tanhs(Given a, Given b, Made y, size_t count) {
  for (size_t j = 0; j < count; j++) y[j] = vectorized_tanh(a[j] + b[j]);
}

VECTORIZED_PART void advance_row(
    Given input, Given update, Given forget, Given output, Given cell, Made next_cell, Made next_hidden, Made shown, size_t units) {
#pragma clang fp contract(fast)
  for (size_t j = 0; j < units; j++) {
    float next = forget[j] * cell[j] + input[j] * update[j], hidden = output[j] * vectorized_tanh(next);
    next_cell[j] = next;
    next_hidden[j] = hidden;
    shown[j] = hidden;
  }
}

VECTORIZED void lstm_advance(const LSTMStep *step) {
  size_t units = step->units;
  for (size_t row = 0; row < step->rows; row++) {
    const float *projected = step->projected + row * 4 * units, *product = step->product + row * 4 * units;
    float *gates = step->gates + row * 4 * units, *update = gates + units, *forget = update + units, *output = forget + units;
    add_sigmoids(projected, product, gates, units);
    add_tanhs(projected + units, product + units, update, units);
    add_sigmoids(projected + 2 * units, product + 2 * units, forget, 2 * units);
    size_t first = row * units;
    advance_row(
        gates, update, forget, output, step->cell + first, step->next_cell + first, step->next_hidden + first, step->output + first, units);
  }
}

/* With t = tanh(c′), and with d = c̄′ + h̄′ · σ(o) · (1 − t²): d · tanh(u) · σ′(i), d · σ(i) · tanh′(u), d · c · σ′(f), h̄′ · t · σ′(o); of
 * the cell before d · σ(f). */
VECTORIZED_PART void differentiate_row(
    Given input, Given update, Given forget, Given output, Given cell, Given of_output, Given of_hidden, Made of_cell, Made of_input,
    Made of_update, Made of_forget, Made of_output_gate, size_t units) {
#pragma clang fp contract(fast)
  for (size_t j = 0; j < units; j++) {
    float i = input[j], u = update[j], f = forget[j], o = output[j], c = cell[j];
    float shown = vectorized_tanh(f * c + i * u), of_shown = of_output[j] + of_hidden[j];
    float of_next = of_cell[j] + of_shown * o * (1 - shown * shown);
    of_input[j] = of_next * u * i * (1 - i);
    of_update[j] = of_next * i * (1 - u * u);
    of_forget[j] = of_next * c * f * (1 - f);
    of_output_gate[j] = of_shown * shown * o * (1 - o);
    of_cell[j] = of_next * f;
  }
}

VECTORIZED void lstm_differentiate(const LSTMStepBack *step) {
  size_t units = step->units;
  for (size_t row = 0; row < step->rows; row++) {
    const float *gates = step->gates + row * 4 * units;
    float *of_gates = step->of_gates + row * 4 * units;
    size_t first = row * units;
    differentiate_row(
        gates, gates + units, gates + 2 * units, gates + 3 * units, step->cell + first, step->of_output + first, step->of_hidden + first,
        step->of_cell + first, of_gates, of_gates + units, of_gates + 2 * units, of_gates + 3 * units, units);
  }
}
