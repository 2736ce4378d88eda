#include "panels.h"

#include "scratch.h"
#include "small_products.h"

enum { columns_of_panel = 2 * lanes };

int panels_fit(size_t columns) { return has_registers_for_tiles() && columns % lanes == 0; }

/* The vectors in a row of the panel that begins at a column: the last one may be half as wide. */
static size_t vectors_at(const Panels *panels, size_t column) { return panels->columns - column < columns_of_panel ? 1 : 2; }

Panels panels_of(const float *matrix, size_t inner, size_t columns, int is_transposed) {
  Panels panels = {inner, columns, scratch_take(inner * columns * sizeof(float))};
  if (!panels.numbers) return panels;
  for (size_t first = 0; first < columns; first += columns_of_panel) {
    size_t width = vectors_at(&panels, first) * lanes;
    float *panel = panels.numbers + first * inner;
    for (size_t k = 0; k < inner; k++) {
      for (size_t j = 0; j < width; j++) panel[k * width + j] = matrix[is_transposed ? (first + j) * inner + k : k * columns + first + j];
    }
  }
  return panels;
}

void panels_forget(Panels *panels) {
  scratch_give(panels->numbers);
  panels->numbers = NULL;
}

VECTORIZED void panels_multiply(const Panels *panels, size_t rows, const float *left, float *result) {
  size_t inner = panels->inner, columns = panels->columns;
  for (size_t first = 0; first < columns; first += columns_of_panel) {
    size_t vectors = vectors_at(panels, first);
    const float *panel = panels->numbers + first * inner;
    Strided matrix = {left, inner, 1};
    /* Apart, because the sums are in registers only where the number of vectors is known. */
    if (vectors == 2) {
      multiply_columns(rows, 2, inner, matrix, panel, 2 * lanes, result + first, columns, 0);
    } else {
      multiply_columns(rows, 1, inner, matrix, panel, lanes, result + first, columns, 0);
    }
  }
}
