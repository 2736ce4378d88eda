"""Writes elementwise.json: what PyTorch and SciPy compute for functions of single elements, and the derivatives, in double precision.

    python make-elementwise.py > elementwise.json     # with torch 2.13.0 and scipy 1.17.1
"""

import scipy.special
import torch

from reference import spread, write


class Polygamma(torch.autograd.Function):
    """SciPy's, because PyTorch's trigamma function is off by 1e-9."""

    @staticmethod
    def forward(context, order, x):
        context.save_for_backward(x)
        context.order = order
        return torch.from_numpy(scipy.special.polygamma(order, x.numpy(force=True)).reshape(x.shape))

    @staticmethod
    def backward(context, cotangent):
        return None, cotangent * Polygamma.apply(context.order + 1, context.saved_tensors[0])


def polygamma(order):
    return lambda x: Polygamma.apply(order, x)


def at(function, *inputs):
    """At a vector, a matrix and a number."""
    shapes = [(8,), (2, 4), ()]
    return [(function, [x[: max(1, torch.Size(s).numel())].reshape(s) for x in inputs]) for s in shapes]


wide = spread(8, scale=2.6)
unit = spread(8, scale=0.9)
positive = spread(8, scale=1.2, shift=1.9)
other = spread(8, scale=2.2, step=0.7)
shares = spread(8, scale=0.4, shift=0.5)

write({
    "exp": at(torch.exp, wide),
    "exp2": at(torch.exp2, wide),
    "expm1": at(torch.expm1, wide),
    "log": at(torch.log, positive),
    "log2": at(torch.log2, positive),
    "log10": at(torch.log10, positive),
    "log1p": at(torch.log1p, unit),
    "log1mexp": at(lambda x: torch.log(-torch.expm1(x)), wide - 3),
    "sqrt": at(torch.sqrt, positive),
    "rsqrt": at(torch.rsqrt, positive),
    "cbrt": at(lambda x: torch.sign(x) * x.abs() ** (1 / 3), wide),
    "squared": at(torch.square, wide),
    "pow": at(torch.pow, positive, other),
    "pow 2.5": at(lambda x: x ** 2.5, positive),
    "pow 2": at(lambda x: x ** 2, wide),
    "pow of 3": at(lambda x: 3 ** x, wide),
    "sin": at(torch.sin, wide),
    "cos": at(torch.cos, wide),
    "tan": at(torch.tan, unit),
    "asin": at(torch.asin, unit),
    "acos": at(torch.acos, unit),
    "atan": at(torch.atan, wide),
    "atan2": at(torch.atan2, wide, other),
    "sinh": at(torch.sinh, wide),
    "cosh": at(torch.cosh, wide),
    "tanh": at(torch.tanh, wide),
    "asinh": at(torch.asinh, wide),
    "acosh": at(torch.acosh, positive + 1),
    "atanh": at(torch.atanh, unit),
    "erf": at(torch.erf, wide),
    "abs": at(torch.abs, wide),
    "sign": at(torch.sign, wide),
    "floor": at(torch.floor, wide),
    "ceil": at(torch.ceil, wide),
    "round": at(torch.round, (wide * 2).round() / 2),
    "erfc": at(torch.special.erfc, wide),
    "erfInv": at(torch.special.erfinv, unit),
    "logGamma": at(torch.special.gammaln, positive),
    "digamma": at(polygamma(0), positive),
    "polygamma 1": at(polygamma(1), positive),
    "polygamma 3": at(polygamma(3), positive),
    "normalDistribution": at(torch.special.ndtr, wide),
    "sinc": at(torch.special.sinc, torch.cat([torch.zeros(1, dtype=torch.float64), wide[1:]])),
    "logit": at(torch.special.logit, shares),
    "logAddExp": at(torch.logaddexp, wide, other * 100),
    "xlogy": at(torch.special.xlogy, wide, positive),
    "xlog1py": at(torch.special.xlog1py, wide, positive),
    "exp10": at(lambda x: 10 ** x, wide),
    "pow -3": at(lambda x: x ** -3, wide),
    "root 3": at(lambda x: torch.sign(x) * x.abs() ** (1 / 3), wide),
    "root 4": at(lambda x: x ** 0.25, positive),
    "root -2": at(lambda x: x ** -0.5, positive),
    "reciprocal": at(torch.reciprocal, wide),
    "hypot": at(torch.hypot, wide, other),
    "lerp": at(torch.lerp, wide, other, shares),
    "trunc": at(torch.trunc, wide),
    "frac": at(torch.frac, wide),
    "floorRemainder": at(torch.remainder, wide, other),
    "floorDivide": [(torch.floor_divide, i, False) for _, i in at(None, wide, other)],
})
