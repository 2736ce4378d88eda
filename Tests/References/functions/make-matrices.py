"""Writes matrices.json: PyTorch's products of matrices, and parts of them.

    python make-matrices.py > matrices.json     # with torch 2.13.0
"""

import torch

from reference import places, write

matrices = [(3, 3), (2, 2, 4), (3, 1, 2)]



def diagonal_part(x):
    return x.diagonal(dim1=-2, dim2=-1)


def with_diagonal(x, d):
    return x.diagonal_scatter(d, dim1=-2, dim2=-1)


products = [((2, 3), (3, 4)), ((2, 2, 3), (2, 3, 1)), ((2, 1, 2, 2), (3, 2, 1)), ((3, 1, 2), (2, 2))]
write({
    "matmul": places(torch.matmul, *products),
    "•": places(torch.matmul, *products),
    "matmul of the left transposed": places(lambda a, b: a.mT @ b, *[((3, 2), (3, 4)), ((2, 3, 2), (2, 3, 1)), ((1, 4), (1, 4))]),
    "matmul of the right transposed": places(lambda a, b: a @ b.mT, *[((2, 3), (4, 3)), ((2, 2, 3), (2, 1, 3)), ((4, 1), (4, 1))]),
    "matmul of both transposed": places(lambda a, b: a.mT @ b.mT, *[((3, 2), (4, 3)), ((2, 3, 2), (2, 1, 3)), ((1, 4), (4, 1))]),
    "dot": places(torch.dot, ((4,), (4,)), ((1,), (1,)), ((7,), (7,))),
    "einsum ij,jk->ik": places(lambda a, b: torch.einsum("ij,jk->ik", a, b), *[((2, 3), (3, 2)), ((1, 2), (2, 4)), ((3, 1), (1, 2))]),
    "einsum bhqd,bhkd->bhqk": places(
        lambda a, b: torch.einsum("bhqd,bhkd->bhqk", a, b), *[((1, 2, 2, 3), (1, 2, 1, 3)), ((2, 1, 1, 2), (2, 1, 3, 2)), ((1, 1, 2, 2), (1, 1, 2, 2))]),
    "einsum ...i,...i->...": places(lambda a, b: torch.einsum("...i,...i->...", a, b), *[((2, 3), (3,)), ((2, 1, 2), (3, 2)), ((4,), (4,))]),
    "einsum ii->": places(lambda a: torch.einsum("ii->", a), (3, 3), (1, 1), (4, 4)),
    "cosineSimilarity": places(lambda a, b: torch.cosine_similarity(a.flatten(), b.flatten(), 0), *[((4,), (4,)), ((2, 3), (2, 3)), ((1, 2, 2), (1, 2, 2))]),
    "cosineDistance": places(lambda a, b: 1 - torch.cosine_similarity(a.flatten(), b.flatten(), 0), *[((4,), (4,)), ((2, 3), (2, 3)), ((1, 2, 2), (1, 2, 2))]),
    "diagonalPart": places(diagonal_part, *matrices),
    "diagonal": places(torch.diag_embed, (3,), (2, 2), (1, 2, 2)),
    "withDiagonal": places(with_diagonal, *[((3, 3), (3,)), ((2, 2, 4), (2, 2)), ((3, 1, 2), (3, 1))]),
    "trace": places(lambda x: diagonal_part(x).sum(-1), *matrices),
    "bandPart 1 0": places(lambda x: x.tril(0).triu(-1), *matrices),
    "bandPart -1 1": places(lambda x: x.tril(1), *matrices),
})
