"""What the make-*.py programs of this folder share: functions at points become outputs and gradients, in double precision, as JSON.

The gradients are those of the sum of all outputs times weights, cos(1 + i) for the element i of the first output, cos(2 + i) for those of
the second, and so on, with respect to every input that is floating point.
"""

import json
import math

import torch


def spread(*shape, scale=1.0, shift=0.0, step=1.0):
    """Numbers that look random and that any program can make: shift + scale · sin(1.3 · step · (i + 1)²), to three places."""
    count = math.prod(shape)
    numbers = [round(shift + scale * math.sin(1.3 * step * (i + 1) ** 2), 3) for i in range(count)]
    return torch.tensor(numbers, dtype=torch.float64).reshape(shape)


def places(function, *points, differentiable=True, **how):
    """A row: the function at points, each a shape or a tuple with the shape of each operand, or with an operand itself."""
    def operand(k, x):
        return spread(*x, **{"step": 1 + 0.37 * k, **how}) if isinstance(x, tuple) else x
    def operands(point):
        one = all(isinstance(x, int) for x in point)
        return [operand(k, x) for k, x in enumerate([point] if one else point)]
    return [(function, operands(point), differentiable) for point in points]


def whole(*shape, below=5, step=1.0):
    """Whole numbers from 0 to before `below` in the order of `spread`: indices."""
    return ((spread(*shape, step=step) + 1) / 2.001 * below).floor().long()


def array(x):
    """Fourteen digits: a hundred times what the tests compare."""
    return {"shape": list(x.shape), "scalars": [float(f"{float(v):.14g}") for v in x.detach().flatten().tolist()]}


def weighted(outputs):
    total = 0
    for k, y in enumerate(outputs):
        w = torch.cos(torch.arange(y.numel(), dtype=torch.float64) + 1 + k).reshape(y.shape)
        total = total + (w * y.double()).sum()
    return total


def case(function, inputs, differentiable=True):
    inputs = [x.clone() for x in inputs]
    free = [x for x in inputs if x.is_floating_point()] if differentiable else []
    for x in free:
        x.requires_grad_()
    outputs = function(*inputs)
    outputs = list(outputs) if isinstance(outputs, (tuple, list)) else [outputs]
    total = weighted(outputs)
    found = torch.autograd.grad(total, free, allow_unused=True) if total.requires_grad else [None] * len(free)
    gradients = [torch.zeros_like(x) if g is None else g for x, g in zip(free, found)]
    return {
        "inputs": [array(x) for x in inputs],
        "outputs": [array(y) for y in outputs],
        "gradients": [array(g) for g in gradients],
    }


def write(rows):
    """`rows`: name to list of (function, inputs) or (function, inputs, differentiable)."""
    lines = [json.dumps(name) + ": " + json.dumps([case(*c) for c in cases], separators=(",", ":")) for name, cases in rows.items()]
    print("{\n" + ",\n".join(lines) + "\n}")
