"""Writes indexing.json: PyTorch's gathering, sorting and taking.

    python make-indexing.py > indexing.json     # with torch 2.13.0
"""

import torch

from reference import places, spread, whole, write

three = [(2, 3, 2), (1, 4, 3), (5, 3)]
take = [(spread(4, 3), whole(2, 3, below=4)), (spread(3, 2, 2), whole(4, 2, 2, below=3)), (spread(6), whole(3, below=6))]


def batched(x, i):
    return torch.stack([a[b] for a, b in zip(x, i)])


def gather(axis):
    return lambda x, i: torch.index_select(x, axis, i.flatten()).unflatten(axis, i.shape)


kept = [(0, 2), (1,), (0, 1, 3)]  # along axis 0 of 3, 2 and 4 elements
write({
    "gathering": places(gather(0), *[(spread(5, 2), whole(3)), (spread(3, 2, 2), whole(2, 2, below=3)), (spread(6), whole(4, 1, below=6))]),
    "gathering along 1": places(gather(1), *[(spread(2, 5), whole(3)), (spread(2, 3, 2), whole(2, 2, below=3)), (spread(1, 6), whole(7, below=6))]),
    "batchGathering": places(batched, *[(spread(2, 5), whole(2, 3)), (spread(3, 4, 2), whole(3, 2, below=4)), (spread(1, 3, 2), whole(1, 2, 2, below=3))]),
    "gathering where": [(lambda x, k=list(k): x[k], [spread(*s)]) for k, s in zip(kept, [(3, 2), (2,), (4, 1, 2)])],
    "nonZeroIndices": places(lambda x: (x > 0).nonzero().double(), (8,), (2, 3), (2, 2, 2), differentiable=False),
    "taking": places(lambda x, i: torch.gather(x, 0, i), *take),
    "sorted": places(lambda x: x.sort(-1).values, *three),
    "sorted descending": places(lambda x: x.sort(1, descending=True).values, *three),
    "argsort": places(lambda x: x.argsort(-1).double(), *three, differentiable=False),
    "argsort descending": places(lambda x: x.argsort(1, descending=True).double(), *three, differentiable=False),
    "topK": places(lambda x: x.topk(2).values, *three),
    "topK places": places(lambda x: x.topk(2).indices.double(), *three, differentiable=False),
})
