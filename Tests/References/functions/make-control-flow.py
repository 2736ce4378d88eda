"""Writes control-flow.json: PyTorch through Python's loops and branches, and derivatives that are cut or replaced.

    python make-control-flow.py > control-flow.json     # with torch 2.13.0
"""

import torch

from reference import places, write


def recurrence(start, xs):
    """h ← tanh(h·x + x) over the rows of xs, and all states."""
    states = [start]
    for x in xs:
        states.append(torch.tanh(states[-1] * x + x))
    return states[-1], torch.stack(states[1:])


def reversed_recurrence(start, xs):
    last, states = recurrence(start, xs.flip(0))
    return last, states.flip(0)


def halved(x):
    while x.abs().sum() > 1:
        x = x / 2
    return x


class Doubled(torch.autograd.Function):
    """x² whose derivative is twice what it should be."""

    @staticmethod
    def forward(context, x):
        context.save_for_backward(x)
        return x * x

    @staticmethod
    def backward(context, cotangent):
        return 4 * context.saved_tensors[0] * cotangent


def per_example(x, w):
    """Each example's own product and sort."""
    return torch.stack([torch.tanh(w @ a).sort().values for a in x])


steps = [((2,), (3, 2)), ((2, 2), (2, 2, 2)), ((), (4,))]
shapes = [(8,), (2, 3), ()]
write({
    "scan": places(recurrence, *steps),
    "scan reversed": places(reversed_recurrence, *steps),
    "cond": places(lambda x, y: x * y if x.sum() > 0 else x - y, ((3,), (3,)), ((2, 2), (2, 2)), ((), ())),
    "whileLoop": places(halved, *shapes, scale=4, differentiable=False),
    "whileLoop at most 3": places(lambda x: x * torch.sin(x) ** 3, *shapes),
    "recomputed": places(lambda x: torch.tanh(x * x) * x, *shapes),
    "vectorized": places(per_example, ((3, 2), (2, 2)), ((1, 3), (2, 3)), ((4, 1), (3, 1))),
    "stopGradient": places(lambda x: x * x.detach(), *shapes),
    "withoutDerivative": places(lambda x: x * x.detach(), *shapes),
    "withDerivative": places(Doubled.apply, *shapes),
})
