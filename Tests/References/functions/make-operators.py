"""Writes operators.json: PyTorch's operators between tensors and between a tensor and a number, comparisons, bits and choices.

    python make-operators.py > operators.json     # with torch 2.13.0
"""

import torch

from reference import places, spread, whole, write

pairs = [((8,), (8,)), ((2, 3), (3,)), ((2, 1, 2), (3, 1)), ((), (2, 2))]
shapes = [(8,), (2, 3), ()]
apart = [(spread(*a, scale=3), 2 + spread(*b, step=1.37)) for a, b in pairs]  # divisors from 1 to 3

rows = {
    "+": places(torch.add, *pairs),
    "-": places(torch.sub, *pairs),
    "*": places(torch.mul, *pairs),
    "/": places(torch.div, *apart),
    "%": places(torch.fmod, *apart),
    "- of one": places(torch.neg, *shapes),
    "+ of one": places(lambda x: x.clone(), *shapes),
    "+=,-=,*=,/=,%=": places(lambda a, b: torch.fmod((a + b - 2 * b) * a / b, b), *apart),
    "+ a number": places(lambda x: x + 2.5, *shapes),
    "- a number": places(lambda x: x - 2.5, *shapes),
    "* a number": places(lambda x: x * 2.5, *shapes),
    "/ a number": places(lambda x: x / 2.5, *shapes),
    "% a number": places(lambda x: torch.fmod(x, 0.75), *shapes, scale=3),
    "+ to a number": places(lambda x: 2.5 + x, *shapes),
    "- from a number": places(lambda x: 2.5 - x, *shapes),
    "* of a number": places(lambda x: 2.5 * x, *shapes),
    "/ of a number": places(lambda x: 2.5 / x, *shapes, shift=2),
    "% of a number": places(lambda x: torch.fmod(torch.tensor(2.5, dtype=torch.float64), x), *shapes, shift=2),
    "max of two": places(torch.maximum, *pairs),
    "min of two": places(torch.minimum, *pairs),
    "max with a number": places(lambda x: torch.clamp(x, min=0.2), *shapes),
    "min with a number": places(lambda x: torch.clamp(x, max=0.2), *shapes),
    "squaredDifference": places(lambda a, b: (a - b) ** 2, *pairs),
    "clipped": places(lambda x: x.clamp(-0.5, 0.25), *shapes),
    "clipped by tensors": places(
        lambda x, low, high: torch.minimum(torch.maximum(x, low), high),
        *[(spread(*s, scale=2), spread(*s, step=1.7) - 1.1, spread(*s, step=2.3) + 1.1) for s in [(8,), (2, 3), (2, 2, 2)]]),
    "replacing": places(lambda a, b: torch.where(a < b, b * b, a * b), *[(s, s) for s in shapes]),
    "replacing by a number": places(lambda x: torch.where(x < 0.1, 7.0, x), *shapes),
}

equal = [(whole(*a, below=3).double(), whole(*b, below=3, step=1.37).double()) for a, b in pairs]
for name, function in [(".==", torch.eq), (".!=", torch.ne), (".<", torch.lt), (".<=", torch.le), (".>", torch.gt), (".>=", torch.ge)]:
    one = lambda x: torch.tensor(1.0, dtype=torch.float64)
    rows[name] = places(lambda a, b, f=function: f(a, b).double(), *equal, differentiable=False)
    rows[name + " a number"] = places(
        lambda a, f=function: (f(a, one(a)).double(), f(one(a), a).double()), *[(a,) for a, _ in equal], differentiable=False)

rows["elementsAlmostEqual"] = places(lambda a, b: ((a - b).abs() < 0.5).double(), *pairs, differentiable=False)

for name, function in [(".&&", torch.logical_and), (".||", torch.logical_or)]:
    rows[name] = places(lambda a, b, f=function: f(a > 0, b > 0).double(), *[(s, s) for s in shapes], differentiable=False)
rows["elementsLogicalAnd"], rows["elementsLogicalOr"] = rows[".&&"], rows[".||"]
rows[".!"] = rows["elementsLogicalNot"] = places(lambda a: (a <= 0).double(), *shapes, differentiable=False)

numbers = [(100 * spread(*s)).floor() for s in [(8,), (2, 3), (2, 2, 2)]]
amounts = [whole(*x.shape, below=7).double() for x in numbers]
for name, function in [
    ("&", torch.bitwise_and), ("|", torch.bitwise_or), ("^", torch.bitwise_xor), ("<<", torch.bitwise_left_shift),
    (">>", torch.bitwise_right_shift),
]:
    rows[name] = [(lambda a, b, f=function: f(a.int(), b.int()).double(), list(p), False) for p in zip(numbers, amounts)]
rows["~"] = [(lambda a: torch.bitwise_not(a.int()).double(), [x], False) for x in numbers]
rows[">> without sign"] = [(lambda a, b: torch.bitwise_right_shift(a.int() & 0xFF, b.int()).double(), list(p), False) for p in zip(numbers, amounts)]
ones = lambda a: torch.tensor([bin(int(v) & 0xFFFFFFFF).count("1") for v in a.flatten()]).double().reshape(a.shape)
rows["nonzeroBitCount"] = [(ones, [x], False) for x in numbers]

roots = lambda x: (x.sqrt(), 1 / x.clamp(min=0).floor())  # NaN below 0, ∞ below 1
rows["isNaN"] = places(lambda x: roots(x)[0].isnan().double(), *shapes, differentiable=False)
rows["isFinite"] = places(lambda x: roots(x)[1].isfinite().double(), *shapes, shift=1, differentiable=False)
rows["isInfinite"] = places(lambda x: roots(x)[1].isinf().double(), *shapes, shift=1, differentiable=False)
rows["replacingNonFinite"] = places(lambda x: torch.nan_to_num(roots(x)[0], 3.0) + torch.nan_to_num(roots(x)[1], posinf=5.0), *shapes, differentiable=False)
write(rows)
