"""Writes reductions.json: PyTorch's reductions of all elements, along axes that stay or disappear, and cumulative ones.

    python make-reductions.py > reductions.json     # with torch 2.13.0

The axes are none, 1, and the first and last; the shapes have rank 2 to 4.
"""

import torch

from reference import places, write

shapes = [(3, 4), (2, 3, 2), (2, 2, 1, 3)]


def product(x, axes, keep):
    for axis in sorted((a % x.dim() for a in axes), reverse=True):
        x = x.prod(axis, keepdim=keep)
    return x


functions = {
    "sum": lambda x, axes, keep: x.sum(axes, keepdim=keep),
    "mean": lambda x, axes, keep: x.mean(axes, keepdim=keep),
    "product": product,
    "max": lambda x, axes, keep: x.amax(axes, keepdim=keep),
    "min": lambda x, axes, keep: x.amin(axes, keepdim=keep),
    "variance": lambda x, axes, keep: x.var(axes, correction=0, keepdim=keep),
    "standardDeviation": lambda x, axes, keep: x.std(axes, correction=0, keepdim=keep),
    "logSumExp": lambda x, axes, keep: x.logsumexp(axes, keepdim=keep),
    "moments": lambda x, axes, keep: (x.mean(axes, keepdim=keep), x.var(axes, correction=0, keepdim=keep)),
}


def forms(function, differentiable=True):
    def at(axes, keep):
        return places(lambda x: function(x, axes or tuple(range(x.dim())), keep), *shapes, scale=2, differentiable=differentiable)
    return {
        "": at((), False), " squeezing 1": at((1,), False), " along 1": at((1,), True),
        " squeezing first and last": at((0, -1), False), " along first and last": at((0, -1), True),
    }


rows = {name + form: row for name, function in functions.items() for form, row in forms(function).items()}

truths = {
    "all": lambda x, axes, keep: torch.amin((x > -1.2).double(), axes, keepdim=keep),
    "any": lambda x, axes, keep: torch.amax((x > 1.5).double(), axes, keepdim=keep),
}
rows |= {name + form: row for name, function in truths.items() for form, row in forms(function, differentiable=False).items()}

for name, function in [("argmax", torch.argmax), ("argmin", torch.argmin)]:
    rows[name] = places(lambda x, f=function: f(x).double(), *shapes, differentiable=False)
    rows[name + " squeezing 1"] = places(lambda x, f=function: f(x, 1).double(), *shapes, differentiable=False)

cumulative = {
    "cumulativeSum": (torch.cumsum, 0.0), "cumulativeProduct": (torch.cumprod, 1.0),
    "cumulativeMax": (lambda x, axis: torch.cummax(x, axis).values, None), "cumulativeMin": (lambda x, axis: torch.cummin(x, axis).values, None),
}


def exclusive(function, first):
    """Along axis 1: what comes before each element."""
    return lambda x: torch.cat([torch.full_like(x[:, :1], first), function(x, 1)[:, :-1]], 1)


for name, (function, first) in cumulative.items():
    rows[name] = places(lambda x, f=function: f(x, 1), *shapes)
    rows[name + " reverse"] = places(lambda x, f=function: f(x.flip(1), 1).flip(1), *shapes)
    if first is not None:
        before = exclusive(function, first)
        rows[name + " exclusive"] = places(before, *shapes)
        rows[name + " exclusive reverse"] = places(lambda x, f=before: f(x.flip(1)).flip(1), *shapes)
write(rows)
