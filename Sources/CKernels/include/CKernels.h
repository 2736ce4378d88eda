#ifndef CKERNELS_H
#define CKERNELS_H

/* LAPACK as it is installed on the machine: opened when it is first needed, never a requirement.
 *
 * Matrices lie in memory column by column. Every function returns LAPACK's `info`: 0 if all went well, below 0 for an argument that it
 * does not take (or no memory), above 0 if the matrix has no such factors or an iteration did not converge. */

/* The routines for one element type. */
typedef struct CLapack {
  int element_size;
  void *potrf, *trtrs, *getrf, *getrs, *geqrf, *orgqr, *gesdd, *syevd;
} CLapack;

/* Fills in the routines for `float` and `double`. Returns NULL, or what is wrong: the library cannot be opened or lacks a routine. */
const char *clapack_open(const char *path, CLapack *single_precision, CLapack *double_precision);

/* The lower Cholesky factor of a matrix n × n, in place; the upper triangle is neither read nor written. */
int clapack_cholesky(const CLapack *lapack, int n, void *matrix);

/* The solution of a lower triangular system, in place of the right side n × count. */
int clapack_triangular_solve(const CLapack *lapack, int n, int count, const void *matrix, void *right);

/* The factors of a matrix n × n in place, with the row, from 1, that each row was exchanged with. */
int clapack_lu(const CLapack *lapack, int n, void *matrix, int *pivots);

/* The solution of the system whose factors `clapack_lu` gave, in place of the right side n × count. */
int clapack_lu_solve(const CLapack *lapack, int n, int count, const void *factors, const int *pivots, void *right);

/* The factors of a matrix m × n: `r`, which comes as the matrix, gets R in its upper triangle; `q`, m × min(m, n), gets Q. */
int clapack_qr(const CLapack *lapack, int m, int n, void *r, void *q);

/* The singular values and vectors of a matrix m × n, which is destroyed, with k = min(m, n): u is m × k, vt is k × n. */
int clapack_svd(const CLapack *lapack, int m, int n, void *matrix, void *values, void *u, void *vt);

/* The eigenvalues, in ascending order, of a symmetric matrix n × n, and in its place the eigenvectors. */
int clapack_eigh(const CLapack *lapack, int n, void *matrix, void *values);

#endif
