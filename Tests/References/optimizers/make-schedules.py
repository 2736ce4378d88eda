"""Writes schedules.json: the factors of PyTorch's learning rate schedulers at their first 40 steps, in double precision.

    python make-schedules.py > schedules.json     # with torch 2.13.0
"""

import json
import math
import warnings

import torch
from torch.optim import lr_scheduler as s

warnings.filterwarnings("ignore")  # the schedulers are stepped without their optimizer
STEPS = 40


def factors(make):
    optimizer = torch.optim.SGD([torch.zeros(1)], lr=1.0, momentum=0.9)
    scheduler = make(optimizer)
    found = []
    for _ in range(STEPS):
        found.append(optimizer.param_groups[0]["lr"])
        scheduler.step()
    return found


def attention(step):
    """Vaswani et al., equation 3, scaled to 1 at its peak."""
    number, warmup = step + 1, 10
    return min(number**-0.5, number * warmup**-1.5) * math.sqrt(warmup)


def clamped_cosine(optimizer):
    """PyTorch's goes up again after its end."""
    return s.LambdaLR(optimizer, lambda t: 0.1 + 0.9 * (1 + math.cos(math.pi * min(t, 30) / 30)) / 2)


schedules = {
    "constant": lambda o: s.ConstantLR(o, factor=0.25, total_iters=STEPS + 1),
    "linear": lambda o: s.LinearLR(o, start_factor=0.1, end_factor=1.0, total_iters=15),
    "exponential": lambda o: s.ExponentialLR(o, gamma=0.9),
    "exponential, every 7": lambda o: s.LambdaLR(o, lambda t: 0.5 ** (t / 7)),
    "steps": lambda o: s.StepLR(o, step_size=7, gamma=0.5),
    "cosine": lambda o: s.CosineAnnealingLR(o, T_max=STEPS),
    "cosine, to 0.1": clamped_cosine,
    "cosine with restarts": lambda o: s.CosineAnnealingWarmRestarts(o, T_0=7, T_mult=1, eta_min=0.1),
    "cosine with longer restarts": lambda o: s.CosineAnnealingWarmRestarts(o, T_0=5, T_mult=2),
    "cosine with restarts three times as long": lambda o: s.CosineAnnealingWarmRestarts(o, T_0=3, T_mult=3),
    "polynomial": lambda o: s.PolynomialLR(o, total_iters=30, power=2.0),
    "polynomial, straight": lambda o: s.PolynomialLR(o, total_iters=30),
    "inverse square root": lambda o: s.LambdaLR(o, attention),
    "one cycle": lambda o: s.OneCycleLR(o, max_lr=1.0, total_steps=STEPS + 1),
    "one cycle, late": lambda o: s.OneCycleLR(o, max_lr=1.0, total_steps=STEPS + 1, pct_start=0.6, div_factor=10, final_div_factor=100),
    "joined": lambda o: s.SequentialLR(
        o, [s.LinearLR(o, start_factor=0.2, end_factor=1.0, total_iters=8), s.CosineAnnealingLR(o, T_max=40)], milestones=[8]
    ),
}
numbers = {name: [float(f"{v:.12g}") for v in factors(make)] for name, make in schedules.items()}
lines = ",\n".join(f"  {json.dumps(name)}: {json.dumps(steps)}" for name, steps in numbers.items())
print(f'{{\n"reference": "PyTorch {torch.__version__}, by make-schedules.py",\n"factors": {{\n{lines}\n}}\n}}')
