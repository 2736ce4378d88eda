"""Writes recurrent.json: what PyTorch computes for recurrent layers and their gradients, in double precision.

The input's elements are sin(1), sin(2), …, those of parameter k are 0.6·cos(0.7·i + k) for i = 0, 1, …, in the layouts of Apus. The
initial state is zero. The gradients are those of Σ output·cos(0.3·i), where a mask leaves out the outputs that PyTorch does not have.

    python make-recurrent.py > recurrent.json     # with torch 2.13.0
"""

import json
import math

import torch
from torch.func import functional_call
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence


def input_of(*shape):
    values = [math.sin(i + 1) for i in range(math.prod(shape))]
    return torch.tensor(values, dtype=torch.float64).reshape(shape).requires_grad_()


def parameters(shapes, first=0):
    def parameter(k, shape):
        values = [0.6 * math.cos(0.7 * i + k) for i in range(math.prod(shape))]
        return torch.tensor(values, dtype=torch.float64).reshape(shape).requires_grad_()

    return [parameter(first + k, shape) for k, shape in enumerate(shapes)]


def basic(inputs, hidden):  # weight, bias
    shapes = [(inputs + hidden, hidden), (hidden,)]

    def names(p):
        w, b = p
        return w[:inputs].T, w[inputs:].T, b, torch.zeros_like(b)

    return torch.nn.RNN, shapes, names


def lstm(inputs, hidden):  # fused weight and bias, gates i g f o; PyTorch has i f g o
    shapes = [(inputs + hidden, 4 * hidden), (4 * hidden,)]

    def ordered(x):
        i, g, f, o = x.chunk(4, -1)
        return torch.cat([i, f, g, o], -1)

    def names(p):
        w, b = map(ordered, p)
        return w[:inputs].T, w[inputs:].T, b, torch.zeros_like(b)

    return torch.nn.LSTM, shapes, names


def gru_shapes(inputs, hidden):  # update, reset, output: weights of the input, of the state, biases
    return [(inputs, hidden)] * 3 + [(hidden, hidden)] * 3 + [(hidden,)] * 3


def gru(inputs, hidden):  # PyTorch has r z n
    def names(p):
        (z1, r1, n1, z2, r2, n2, zb, rb, nb), state_bias = p[:9], p[9]
        zero = torch.zeros_like(zb)
        columns = [torch.cat(x, 1).T for x in ([r1, z1, n1], [r2, z2, n2])]
        return *columns, torch.cat([rb, zb, nb]), torch.cat([zero, zero, state_bias])

    return torch.nn.GRU, gru_shapes(inputs, hidden) + [(hidden,)], names


def run(kind, sizes, both=False, lengths=None):
    """Outputs [batch, time, hidden], final states, parameters."""
    batch, time, inputs, hidden = sizes
    module, shapes, names = kind(inputs, hidden)
    layer = module(inputs, hidden, batch_first=True, bidirectional=both, dtype=torch.float64)
    p = parameters(shapes)
    state = dict(zip(["weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0"], names(p)))
    if both:
        q = parameters(shapes, first=len(shapes))
        state |= dict(zip([f"{n}_reverse" for n in state], names(q)))
        p = p + q
    x = input_of(batch, time, inputs)
    given = x if lengths is None else pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False)
    outputs, last = functional_call(layer, state, (given,))
    if lengths is not None:
        outputs, _ = pad_packed_sequence(outputs, batch_first=True, total_length=time)
    last = [last[1], last[0]] if isinstance(last, tuple) else [last]  # cell, hidden
    return x, p, outputs, [s.movedim(0, 1).flatten(1) for s in last]


def reset_before(sizes):
    """PyTorch has no such layer: Cho et al., section 2.3, step by step."""
    batch, time, inputs, hidden = sizes
    p, x = parameters(gru_shapes(inputs, hidden)), input_of(batch, time, inputs)
    z1, r1, n1, z2, r2, n2, zb, rb, nb = p
    h, outputs = torch.zeros(batch, hidden, dtype=torch.float64), []
    for t in range(time):
        z, r = torch.sigmoid(x[:, t] @ z1 + h @ z2 + zb), torch.sigmoid(x[:, t] @ r1 + h @ r2 + rb)
        h = (1 - z) * torch.tanh(x[:, t] @ n1 + (r * h) @ n2 + nb) + z * h
        outputs.append(h)
    return x, p, torch.stack(outputs, 1), [h]


def merged(how, sizes):
    x, p, outputs, _ = run(lstm, sizes, both=True)
    a, b = outputs.chunk(2, -1)
    return x, p, how(a, b), []


def entry(x, p, outputs, state):
    weights = torch.tensor([math.cos(0.3 * i) for i in range(outputs.numel())], dtype=torch.float64).reshape(outputs.shape)
    gradients = torch.autograd.grad((outputs * weights).sum(), [x] + p)
    numbers = lambda y: {"shape": list(y.shape), "scalars": [round(v, 12) for v in y.flatten().tolist()]}
    return {"output": numbers(outputs), "state": [numbers(s) for s in state], "gradients": [numbers(g) for g in gradients]}


sizes = [(2, 5, 3, 4), (1, 3, 2, 1), (3, 1, 1, 2)]
lengths = [[5, 3], [2], [1, 1, 1]]  # of the examples, where there is a mask
rows = {}
for name, kind in {"BasicRNN": basic, "LSTM": lstm, "GRU, reset after": gru}.items():
    for place, size in enumerate(sizes):
        rows[f"{name} {place}"] = run(kind, size)
        rows[f"{name} masked {place}"] = run(kind, size, lengths=lengths[place])
        rows[f"{name} in both directions {place}"] = run(kind, size, both=True)
        rows[f"{name} masked in both directions {place}"] = run(kind, size, both=True, lengths=lengths[place])
for place, size in enumerate(sizes):
    rows[f"GRU {place}"] = reset_before(size)
ways = {"sum": lambda a, b: a + b, "average": lambda a, b: (a + b) / 2, "multiply": lambda a, b: a * b, "stack": lambda a, b: torch.stack([a, b])}
for name, way in ways.items():
    for place, size in enumerate(sizes):
        rows[f"LSTM, {name} {place}"] = merged(way, size)
lines = ",\n".join(f"  {json.dumps(name)}: {json.dumps(entry(*row))}" for name, row in rows.items())
print(f'{{\n"reference": "PyTorch {torch.__version__}, by make-recurrent.py",\n"rows": {{\n{lines}\n}}\n}}')
