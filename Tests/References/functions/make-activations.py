"""Writes activations.json: PyTorch's activations and their derivatives, in double precision.

    python make-activations.py > activations.json     # with torch 2.13.0
"""

import torch
import torch.nn.functional as F

from reference import places, write


def at(function):
    """At a vector, a matrix and a number."""
    return places(function, (8,), (2, 4), (), scale=2.6)


def along(function):
    return places(lambda x: function(x, -1), (7,), (3, 4), (2, 3, 2), scale=2.6)


def along_1(function):
    return places(lambda x: function(x, 1), (2, 3), (2, 3, 2), (1, 4), scale=2.6)


write({
    "relu": at(F.relu),
    "relu6": at(lambda x: F.relu6(3 * x)),
    "leakyRelu": at(lambda x: F.leaky_relu(x, 0.2)),
    "leakyRelu 0.1": at(lambda x: F.leaky_relu(x, 0.1)),
    "elu": at(F.elu),
    "elu 0.3": at(lambda x: F.elu(x, 0.3)),
    "selu": at(F.selu),
    "sigmoid": at(F.sigmoid),
    "logSigmoid": at(F.logsigmoid),
    "softplus": at(lambda x: torch.log1p(torch.exp(x))),
    "softsign": at(F.softsign),
    "swish": at(F.silu),
    "mish": at(F.mish),
    "hardSigmoid": at(lambda x: F.relu6(x + 3) / 6),  # PyTorch's own has a derivative in single precision
    "hardSwish": at(F.hardswish),
    "gelu": at(lambda x: F.gelu(x, approximate="tanh")),
    "gelu exact": at(F.gelu),
    "identity": at(lambda x: x.clone()),
    "softmax": along(F.softmax),
    "softmax along 1": along_1(F.softmax),
    "logSoftmax": along(F.log_softmax),
    "logSoftmax along 1": along_1(F.log_softmax),
    "hardTanh": at(lambda x: F.hardtanh(x, -1, 0.5)),
    "hardShrink": at(F.hardshrink),
    "softShrink": at(F.softshrink),
    "tanhShrink": at(F.tanhshrink),
    "threshold": at(lambda x: F.threshold(x, 0.3, -7)),
    "celu": at(lambda x: F.celu(x, 0.5)),  # PyTorch takes alpha and its reciprocal as floats
    "glu": places(F.glu, (6,), (3, 4), (2, 2, 2)),
})
