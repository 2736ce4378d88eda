"""Writes optimizers.json: ten steps of every optimizer on one small problem, in double precision.

Where PyTorch has the optimizer the numbers are PyTorch's; where it has not, the formulas of the paper are written out below in NumPy.

    python make-optimizers.py > optimizers.json     # with torch 2.13.0 and numpy 2.4.6
"""

import json

import numpy as np
import torch

A = [[1.0, -2.0, 0.5], [0.25, 3.0, -0.1]]
B = [3.0, 0.5]
X = [[1.0, 0.5, 2.0], [-0.5, 0.1, 4.0]]
STEPS = 10


def with_torch(make, rate=lambda step: 1.0):
    a, b = (torch.tensor(v, dtype=torch.float64, requires_grad=True) for v in (A, B))
    x = torch.tensor(X, dtype=torch.float64)
    optimizer = make([a, b])
    full_rate = optimizer.param_groups[0]["lr"]
    rows = []
    for step in range(1, STEPS + 1):
        optimizer.zero_grad()
        ((a * a * x).sum() + (b * b * b).sum()).backward()
        optimizer.param_groups[0]["lr"] = full_rate * rate(step)
        optimizer.step()
        rows.append(a.detach().flatten().tolist() + b.detach().tolist())
    return rows


def with_numpy(rule):
    """`rule(parameter, gradient, slots, step)` gives the new parameter; `slots` is a dictionary kept for the parameter."""
    parameters = [np.array(A), np.array(B)]
    x, slots, rows = np.array(X), [{}, {}], []
    for step in range(1, STEPS + 1):
        gradients = [2 * parameters[0] * x, 3 * parameters[1] ** 2]
        parameters = [rule(p, g, s, step) for p, g, s in zip(parameters, gradients, slots)]
        rows.append(parameters[0].flatten().tolist() + parameters[1].tolist())
    return rows


def decayed(step):
    return 1 / (1 + 0.1 * step)


def lars(weight_decay, nesterov):
    def rule(p, g, slots, step):
        length, slope = np.linalg.norm(p), np.linalg.norm(g)
        trust = 0.02 * length / (slope + weight_decay * length)
        descent = 0.5 * trust * (g + weight_decay * p)
        slots["v"] = 0.9 * slots.get("v", 0) + descent
        return p - descent - 0.9 * slots["v"] if nesterov else p - slots["v"]

    return rule


def lamb(p, g, slots, step):
    slots["m"] = 0.9 * slots.get("m", 0) + 0.1 * g
    slots["v"] = 0.999 * slots.get("v", 0) + 0.001 * g * g
    m, v = slots["m"] / (1 - 0.9**step), slots["v"] / (1 - 0.999**step)
    r = m / (np.sqrt(v) + 1e-6) + 0.01 * p
    return p - 0.05 * np.linalg.norm(p) / np.linalg.norm(r) * r


def lion(p, g, slots, step):
    m = slots.get("m", np.zeros_like(p))
    slots["m"] = 0.99 * m + 0.01 * g
    return p - 0.05 * (np.sign(0.9 * m + 0.1 * g) + 0.1 * p)


torch_optimizers = {
    "SGD": lambda p: torch.optim.SGD(p, lr=0.05),
    "SGD with momentum": lambda p: torch.optim.SGD(p, lr=0.01, momentum=0.9),
    "SGD with Nesterov momentum": lambda p: torch.optim.SGD(p, lr=0.01, momentum=0.9, nesterov=True),
    "Adam": lambda p: torch.optim.Adam(p, lr=0.05),
    "AdamW": lambda p: torch.optim.AdamW(p, lr=0.05, weight_decay=0.1),
    "NAdam": lambda p: torch.optim.NAdam(p, lr=0.05),
    "RAdam": lambda p: torch.optim.RAdam(p, lr=0.01),
    "RAdam, short memory": lambda p: torch.optim.RAdam(p, lr=0.01, betas=(0.9, 0.9)),
    "AdaMax": lambda p: torch.optim.Adamax(p, lr=0.05),
    "AMSGrad": lambda p: torch.optim.Adam(p, lr=0.05, betas=(0.9, 0.9), amsgrad=True),
    "RMSProp": lambda p: torch.optim.RMSprop(p, lr=0.05, alpha=0.9),
    "AdaGrad": lambda p: torch.optim.Adagrad(p, lr=0.05, initial_accumulator_value=0.1, eps=1e-8),
    "AdaDelta": lambda p: torch.optim.Adadelta(p, lr=1.0, rho=0.95, eps=1e-6),
}
rows = {name: with_torch(make) for name, make in torch_optimizers.items()}
# Not momentum: PyTorch keeps sums of g, Apus as TensorFlow sums of rate·g, which differ under a changing rate.
for name in ["SGD", "Adam", "AdaMax", "AMSGrad", "RAdam, short memory", "RMSProp", "AdaDelta"]:
    rows[f"{name}, decaying"] = with_torch(torch_optimizers[name], rate=decayed)
rows["LARS"] = with_numpy(lars(0.1, nesterov=False))
rows["LARS with Nesterov momentum"] = with_numpy(lars(0, nesterov=True))
rows["LAMB"] = with_numpy(lamb)
rows["Lion"] = with_numpy(lion)
numbers = {name: [[float(f"{v:.10g}") for v in row] for row in steps] for name, steps in rows.items()}
lines = ",\n".join(f"  {json.dumps(name)}: {json.dumps(steps)}" for name, steps in numbers.items())
reference = f"PyTorch {torch.__version__} and NumPy {np.__version__}, by make-optimizers.py"
print(f'{{\n"reference": "{reference}",\n"steps": {{\n{lines}\n}}\n}}')
