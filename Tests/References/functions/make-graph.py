"""Writes graph.json: operations of the graph that no public function is made of, by NumPy and PyTorch.

    python make-graph.py > graph.json     # with torch 2.13.0 and numpy 2.4.6
"""

import numpy as np
import torch

from reference import places, spread, write


def cut(x, start):
    """Two rows from a start that is moved so far that they exist."""
    start = int(start.clamp(0, x.shape[0] - 2))
    return x[start : start + 2]


def put(x, y, start):
    x, start = x.clone(), int(start.clamp(0, x.shape[0] - y.shape[0]))
    x[start : start + y.shape[0]] = y
    return x


def word(x):
    return torch.from_numpy(np.atleast_1d(x.numpy(force=True).astype(np.float32)).view(np.int32).astype(np.float64)).reshape(x.shape)


shapes = [(8,), (2, 3), ()]
write({
    "roundAwayFromZero": places(
        lambda x: torch.sign(x) * (x.abs() + 0.5).floor(), *[((spread(*s, scale=3) * 2).round() / 2,) for s in shapes]),
    "dynamicSlice": places(cut, *[(spread(*s), torch.tensor(start)) for s, start in [((5,), 1), ((3, 2), 7), ((4, 1, 2), -3)]]),
    "dynamicUpdateSlice": places(put, *[(spread(*s), spread(2, *s[1:], step=1.37), torch.tensor(start)) for s, start in [((5,), 1), ((3, 2), 7), ((4, 1, 2), -3)]]),
    "bitcast": places(word, *shapes, differentiable=False),
    "withBarrier": places(lambda x: x * x, *shapes),
})
