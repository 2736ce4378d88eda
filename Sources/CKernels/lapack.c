#include "CKernels.h"

#include <dlfcn.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Fortran takes everything by address, and the lengths of strings behind the last argument. */
#define LENGTH (size_t)1

static const int no_memory = -1000;

static int larger(int a, int b) { return a > b ? a : b; }
static int smaller(int a, int b) { return a < b ? a : b; }

static void *elements(const CLapack *lapack, size_t count) {
  return malloc((count ? count : 1) * (size_t)lapack->element_size);
}

static void *routine(void *library, char prefix, const char *name) {
  char symbol[16];
  snprintf(symbol, sizeof symbol, "%c%s_", prefix, name);
  return dlsym(library, symbol);
}

static int fill(void *library, char prefix, int element_size, CLapack *lapack) {
  lapack->element_size = element_size;
  void **entries[] = {&lapack->potrf, &lapack->trtrs, &lapack->getrf, &lapack->getrs,
                      &lapack->geqrf, &lapack->orgqr, &lapack->gesdd, &lapack->syevd};
  const char *names[] = {"potrf", "trtrs", "getrf", "getrs", "geqrf", "orgqr", "gesdd", "syevd"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    if (!(*entries[i] = routine(library, prefix, names[i]))) return 0;
  }
  return 1;
}

const char *clapack_open(const char *path, CLapack *single_precision, CLapack *double_precision) {
  void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (!library) return dlerror();
  if (fill(library, 's', sizeof(float), single_precision) && fill(library, 'd', sizeof(double), double_precision)) return NULL;
  dlclose(library);
  return "it lacks routines of LAPACK";
}

int clapack_cholesky(const CLapack *lapack, int n, void *matrix) {
  void (*potrf)(const char *, const int *, void *, const int *, int *, size_t) = lapack->potrf;
  int info = 0, rows = larger(1, n);
  potrf("L", &n, matrix, &rows, &info, LENGTH);
  return info;
}

int clapack_triangular_solve(const CLapack *lapack, int n, int count, const void *matrix, void *right) {
  void (*trtrs)(const char *, const char *, const char *, const int *, const int *, const void *, const int *, void *, const int *,
                int *, size_t, size_t, size_t) = lapack->trtrs;
  int info = 0, rows = larger(1, n);
  trtrs("L", "N", "N", &n, &count, matrix, &rows, right, &rows, &info, LENGTH, LENGTH, LENGTH);
  return info;
}

int clapack_lu(const CLapack *lapack, int n, void *matrix, int *pivots) {
  void (*getrf)(const int *, const int *, void *, const int *, int *, int *) = lapack->getrf;
  int info = 0, rows = larger(1, n);
  getrf(&n, &n, matrix, &rows, pivots, &info);
  return info;
}

int clapack_lu_solve(const CLapack *lapack, int n, int count, const void *factors, const int *pivots, void *right) {
  void (*getrs)(const char *, const int *, const int *, const void *, const int *, const int *, void *, const int *, int *, size_t) =
      lapack->getrs;
  int info = 0, rows = larger(1, n);
  getrs("N", &n, &count, factors, &rows, pivots, right, &rows, &info, LENGTH);
  return info;
}

int clapack_qr(const CLapack *lapack, int m, int n, void *r, void *q) {
  void (*geqrf)(const int *, const int *, void *, const int *, void *, void *, const int *, int *) = lapack->geqrf;
  void (*orgqr)(const int *, const int *, const int *, void *, const int *, const void *, void *, const int *, int *) = lapack->orgqr;
  int info = 0, rows = larger(1, m), k = smaller(m, n), work_size = 64 * larger(1, n);
  void *factors = elements(lapack, (size_t)k), *work = elements(lapack, (size_t)work_size);
  if (factors && work) {
    geqrf(&m, &n, r, &rows, factors, work, &work_size, &info);
    if (info == 0) {
      memcpy(q, r, (size_t)m * (size_t)k * (size_t)lapack->element_size);
      orgqr(&m, &k, &k, q, &rows, factors, work, &work_size, &info);
    }
  } else {
    info = no_memory;
  }
  free(factors);
  free(work);
  return info;
}

int clapack_svd(const CLapack *lapack, int m, int n, void *matrix, void *values, void *u, void *vt) {
  void (*gesdd)(const char *, const int *, const int *, void *, const int *, void *, void *, const int *, void *, const int *, void *,
                const int *, int *, int *, size_t) = lapack->gesdd;
  int info = 0, rows = larger(1, m), k = smaller(m, n), u_rows = rows, vt_rows = larger(1, k);
  /* At least what the manual of GESDD asks for, and room for blocks of 64 columns. */
  size_t wanted = 4 * (size_t)k * (size_t)k + 7 * (size_t)k + 64 * ((size_t)m + (size_t)n) + 1;
  int work_size = wanted < 0x7fffffff ? (int)wanted : 0x7fffffff;
  void *work = elements(lapack, (size_t)work_size);
  int *integers = malloc((8 * (size_t)k + 1) * sizeof(int));
  if (work && integers) {
    gesdd("S", &m, &n, matrix, &rows, values, u, &u_rows, vt, &vt_rows, work, &work_size, integers, &info, LENGTH);
  } else {
    info = no_memory;
  }
  free(work);
  free(integers);
  return info;
}

int clapack_eigh(const CLapack *lapack, int n, void *matrix, void *values) {
  void (*syevd)(const char *, const char *, const int *, void *, const int *, void *, void *, const int *, int *, const int *, int *,
                size_t, size_t) = lapack->syevd;
  int info = 0, rows = larger(1, n), integer_count = 3 + 5 * n;
  size_t wanted = 1 + 64 * (size_t)n + 2 * (size_t)n * (size_t)n;
  int work_size = wanted < 0x7fffffff ? (int)wanted : 0x7fffffff;
  void *work = elements(lapack, (size_t)work_size);
  int *integers = malloc((size_t)integer_count * sizeof(int));
  if (work && integers) {
    syevd("V", "L", &n, matrix, &rows, values, work, &work_size, integers, &integer_count, &info, LENGTH, LENGTH);
  } else {
    info = no_memory;
  }
  free(work);
  free(integers);
  return info;
}
