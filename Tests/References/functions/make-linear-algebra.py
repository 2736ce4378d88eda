"""Writes linear-algebra.json: what PyTorch computes, by LAPACK, and its derivatives, in double precision.

    python make-linear-algebra.py > linear-algebra.json     # with torch 2.13.0
"""

import torch

from reference import spread, write


def square(*shape):
    """Different numbers on the diagonal: nothing is singular, no two eigenvalues are close."""
    n = shape[-1]
    return spread(*shape, scale=0.8) + torch.diag(torch.arange(n, dtype=torch.float64) + 2)


def rectangle(*shape):
    rows, columns = shape[-2:]
    return spread(*shape, scale=0.8) + (torch.arange(rows, dtype=torch.float64)[:, None] + 2) * torch.eye(rows, columns, dtype=torch.float64)


def definite(*shape):
    a = spread(*shape)
    return a @ a.mT / 2 + torch.diag(torch.arange(shape[-1], dtype=torch.float64) + 1)


def symmetric(a):
    return (a + a.mT) / 2


def sign(u):
    """For each column 1 or -1, so that its first element of more than 3/5 of the largest magnitude becomes positive."""
    large = u.abs() > 0.6 * u.abs().amax(-2, keepdim=True)
    first = large.int().argmax(-2, keepdim=True)
    return torch.sign(torch.gather(u, -2, first)).detach()


def svd(a):
    u, s, vh = torch.linalg.svd(a, full_matrices=False)
    return s, u * sign(u), vh.mT * sign(u)


def eigh(a):
    values, vectors = torch.linalg.eigh(symmetric(a))
    return values, vectors * sign(vectors)


def triangular(upper, adjoint):
    def solve(a, b):
        a = a.mT if adjoint else a
        return torch.linalg.solve_triangular(a, b, upper=upper != adjoint)
    return solve


squares = [square(4, 4), square(2, 3, 3), square(1, 1), square(7, 7)]
rectangles = squares + [rectangle(5, 3), rectangle(2, 3, 5)]
systems = [(square(4, 4), spread(4, 2)), (square(2, 3, 3), spread(2, 3, 1)), (square(3, 3), spread(2, 3, 2)), (square(2, 2, 2), spread(2, 1))]

write({
    "cholesky": [(lambda a: torch.linalg.cholesky(symmetric(a)), [a]) for a in [definite(4, 4), definite(2, 3, 3), definite(6, 6)]],
    "triangularSolve": [(triangular(False, False), s) for s in systems],
    "triangularSolve upper": [(triangular(True, False), s) for s in systems],
    "triangularSolve adjoint": [(triangular(False, True), s) for s in systems],
    "triangularSolve upper adjoint": [(triangular(True, True), s) for s in systems],
    "solve": [(torch.linalg.solve, s) for s in systems],
    "inverse": [(torch.linalg.inv, [a]) for a in squares],
    "determinant": [(torch.linalg.det, [a]) for a in squares],
    "logDeterminant": [(lambda a: tuple(torch.linalg.slogdet(a)), [a]) for a in squares + [-square(3, 3)]],
    "qrDecomposition": [(lambda a: tuple(torch.linalg.qr(a)), [a]) for a in rectangles],
    "svd": [(svd, [a]) for a in rectangles],
    "eigh": [(eigh, [a]) for a in squares],
})
