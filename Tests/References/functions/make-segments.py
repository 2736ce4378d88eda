"""Writes segments.json: sums, means, extrema and products of slices by number of segment, of which there are four, by PyTorch.

    python make-segments.py > segments.json     # with torch 2.13.0
"""

import torch

from reference import spread, write

count = 4
initial = {"sum": 0.0, "mean": 0.0, "amax": -torch.inf, "amin": torch.inf, "prod": 1.0}


def reduce(kind):
    def function(x, segments):
        index = segments.reshape(-1, *[1] * (x.dim() - 1)).expand_as(x)
        empty = torch.full((count, *x.shape[1:]), initial[kind], dtype=torch.float64)
        return empty.scatter_reduce(0, index, x, reduce=kind, include_self=kind not in ("mean",))
    return function


# No segment is empty, so that every output is finite; the tests look at empty ones.
places = [
    (spread(9, scale=3), torch.tensor([3, 0, 1, 2, 3, 0, 3, 1, 1])),
    (spread(6, 2, scale=3), torch.tensor([0, 1, 2, 3, 3, 0])),
    (spread(5, 3, 2, scale=3), torch.tensor([2, 1, 0, 3, 2])),
]

write({
    "segment" + name: [(reduce(kind), list(p)) for p in places]
    for name, kind in [("Sum", "sum"), ("Mean", "mean"), ("Max", "amax"), ("Min", "amin"), ("Product", "prod")]
})
