"""Writes optimizers.json: ten steps of every optimizer on two small problems, in double precision.

Where PyTorch has the optimizer the numbers are PyTorch's; where it has not, the formulas of the paper are written out below in NumPy.

    python make-optimizers.py > optimizers.json     # with torch 2.13.0 and numpy 2.4.6
"""

import json

import numpy as np
import torch
from torch.nn.utils import clip_grad_norm_, clip_grad_value_
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

STEPS = 10
A, B = [[1.0, -2.0, 0.5], [0.25, 3.0, -0.1]], [3.0, 0.5]


class Quadratic:
    """Sums of squares and of cubes. The parameters begin with the matrix a and end with the vector b."""

    start = [A, B]
    x = [[1.0, 0.5, 2.0], [-0.5, 0.1, 4.0]]

    def loss(self, parameters):
        a, b = parameters
        return (a * a * torch.tensor(self.x, dtype=torch.float64)).sum() + (b * b * b).sum()


class Network:
    """Two layers with a tanh between them, and the mean square of what is missing."""

    start = [A, [[0.5, -1.0], [1.0, 0.2], [-0.3, 0.7]], [0.1, -0.2, 0.3], B]
    x = [[1.0, 0.5], [-0.5, 0.1], [0.3, -1.0], [2.0, 1.5]]
    y = [[1.0, 0.0], [-1.0, 2.0], [0.5, 0.5], [0.0, -1.0]]

    def loss(self, parameters):
        a, c, d, b = parameters
        x, y = (torch.tensor(v, dtype=torch.float64) for v in (self.x, self.y))
        return ((torch.tanh(x @ a + d) @ c + b - y) ** 2).mean()


problem = Quadratic()


def tensors():
    return [torch.tensor(v, dtype=torch.float64, requires_grad=True) for v in problem.start]


def flat(parameters):
    return [v for p in parameters for v in p.detach().flatten().tolist()]


def with_torch(make, rate=lambda step: 1.0, clip=lambda parameters: None, every=1, average=None, hat=False):
    """The parameters after each batch, or their averages if `average` is a decay; a step is made after `every` batches.

    With `hat`, epsilon is that of Adam's form at the end of section 2, as in TensorFlow: PyTorch's divided by the correction of v.
    """
    made = tensors()
    optimizer = make(made)
    full_rates = [group["lr"] for group in optimizer.param_groups]
    epsilons = [group.get("eps") for group in optimizer.param_groups]
    averages = AveragedModel(torch.nn.ParameterList(made), multi_avg_fn=get_ema_multi_avg_fn(average)) if average else None
    rows = []
    for step in range(1, STEPS + 1):
        (problem.loss(made) / every).backward()
        if step % every == 0:
            clip(made)
            for group, full_rate in zip(optimizer.param_groups, full_rates):
                group["lr"] = full_rate * rate(step)
            if hat:
                correct(optimizer, epsilons, step // every)
            optimizer.step()
            for parameter in made:
                parameter.grad = None
        if average:
            averages.update_parameters(torch.nn.ParameterList(made))
        rows.append(flat(averages.module if average else made))
    return rows


def correct(optimizer, epsilons, step):
    for group, epsilon in zip(optimizer.param_groups, epsilons):
        group["eps"] = epsilon / (1 - group["betas"][1] ** step) ** 0.5


def with_numpy(rule):
    """`rule(parameter, gradient, slots, step)` gives the new parameter; `slots` is a dictionary kept for the parameter."""
    parameters = [np.array(v) for v in problem.start]
    slots, rows = [{} for _ in parameters], []
    for step in range(1, STEPS + 1):
        made = [torch.tensor(p, requires_grad=True) for p in parameters]
        problem.loss(made).backward()
        parameters = [rule(p, m.grad.numpy(), s, step) for p, m, s in zip(parameters, made, slots)]
        rows.append([v for p in parameters for v in p.flatten().tolist()])
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


def lookahead(rule, every, share):
    """Zhang et al., algorithm 1: the fast parameters start again from the slow ones."""

    def look(p, g, slots, step):
        slow = slots.setdefault("slow", p)
        fast = rule(p, g, slots.setdefault("rule", {}), step)
        if step % every == 0:
            fast = slots["slow"] = slow + share * (fast - slow)
        return fast

    return look


def momentum_rule(p, g, slots, step):
    slots["v"] = 0.9 * slots.get("v", 0) - 0.01 * g
    return p + slots["v"]


def muon(nesterov):
    """PyTorch's Muon for matrices, which are the transposes of Apus's, and its AdamW for vectors.

    PyTorch makes matrices orthogonal in BFloat16; here the conversion is left out, so that the digits are those of the formula.
    """

    def rows():
        made = [(p.detach().T.clone().requires_grad_() if p.dim() == 2 else p) for p in tensors()]
        optimizers = [
            torch.optim.Muon([p for p in made if p.dim() == 2], lr=0.05, weight_decay=0.1, momentum=0.9, nesterov=nesterov),
            torch.optim.AdamW([p for p in made if p.dim() == 1], lr=0.02, betas=(0.9, 0.95), weight_decay=0.1),
        ]
        for _ in range(STEPS):
            for optimizer in optimizers:
                optimizer.zero_grad()
            problem.loss([p.T if p.dim() == 2 else p for p in made]).backward()
            for optimizer in optimizers:
                optimizer.step()
            yield flat([p.T if p.dim() == 2 else p for p in made])

    original = torch.Tensor.bfloat16
    torch.Tensor.bfloat16 = torch.Tensor.clone
    found = list(rows())
    torch.Tensor.bfloat16 = original
    for exact, rounded in zip(found, rows()):
        assert np.allclose(exact, rounded, rtol=0.03, atol=0.03), "PyTorch's own Muon goes another way"
    return found


def loss_scaling():
    """PyTorch's GradScaler around Adam, with a loss that overflows at the third and the eighth step; the scale follows the parameters."""
    made = tensors()
    optimizer = torch.optim.Adam(made, lr=0.05)
    scaler = torch.amp.GradScaler("cpu", init_scale=1024.0, growth_interval=2)
    found, made_steps = [], 0
    for step in range(1, STEPS + 1):
        optimizer.zero_grad()
        if step not in (3, 8):
            made_steps += 1
            correct(optimizer, [1e-8], made_steps)
        scaler.scale(problem.loss(made) * (float("inf") if step in (3, 8) else 1.0)).backward()
        scaler.step(optimizer)
        scaler.update()
        found.append(flat(made) + [scaler.get_scale()])
    return found


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
def all_rows():
    rows = {name: with_torch(make, hat=name in ("Adam", "AMSGrad")) for name, make in torch_optimizers.items()}
    # Not momentum: PyTorch keeps sums of g, Apus as TensorFlow sums of rate·g, which differ under a changing rate.
    for name in ["SGD", "Adam", "AdaMax", "AMSGrad", "RAdam, short memory", "RMSProp", "AdaDelta"]:
        rows[f"{name}, decaying"] = with_torch(torch_optimizers[name], rate=decayed, hat=name in ("Adam", "AMSGrad"))
    rows["LARS"] = with_numpy(lars(0.1, nesterov=False))
    rows["LARS with Nesterov momentum"] = with_numpy(lars(0, nesterov=True))
    rows["LAMB"] = with_numpy(lamb)
    rows["Lion"] = with_numpy(lion)
    rows["Lookahead"] = with_numpy(lookahead(momentum_rule, every=3, share=0.5))
    rows["Muon"] = muon(nesterov=True)
    rows["Muon without Nesterov momentum"] = muon(nesterov=False)
    rows["Adafactor"] = with_torch(lambda p: torch.optim.Adafactor(p, lr=0.05))
    rows["Adafactor, decaying"] = with_torch(lambda p: torch.optim.Adafactor(p, lr=0.5, weight_decay=0.1, d=2.0))

    adam = lambda p: torch.optim.Adam(p, lr=0.05)
    sgd, momentum = torch_optimizers["SGD"], torch_optimizers["SGD with momentum"]
    rows["clipped by value"] = with_torch(momentum, clip=lambda p: clip_grad_value_(p, 0.7))
    rows["clipped by norm"] = with_torch(momentum, clip=lambda p: [clip_grad_norm_([q], 0.7) for q in p])
    rows["clipped by global norm"] = with_torch(momentum, clip=lambda p: clip_grad_norm_(p, 0.7))
    rows["weights decaying"] = with_torch(lambda p: torch.optim.Adam(p, lr=0.05, weight_decay=0.3), hat=True)
    rows["weights decaying but b"] = with_torch(
        lambda p: torch.optim.Adam([{"params": p[:-1], "weight_decay": 0.3}, {"params": p[-1:], "weight_decay": 0}], lr=0.05), hat=True
    )
    rows["accumulating"] = with_torch(adam, every=3, hat=True)
    rows["accumulating, then clipped"] = with_torch(adam, clip=lambda p: clip_grad_norm_(p, 0.7), every=3, hat=True)
    rows["averaging"] = rows["Adam"]
    rows["following a schedule"] = with_torch(adam, rate=lambda step: min((step - 1) / 4, 1) * 0.5 ** ((step - 1) / 5), hat=True)
    rows["groups"] = with_torch(
        lambda p: torch.optim.AdamW([{"params": p[:1], "lr": 0.005, "weight_decay": 0}, {"params": p[1:]}], lr=0.05, weight_decay=0.1)
    )
    rows["groups, decaying"] = with_torch(
        lambda p: torch.optim.AdamW([{"params": p[:1], "lr": 0.005, "weight_decay": 0}, {"params": p[1:]}], lr=0.05, weight_decay=0.1),
        rate=lambda step: 0.9 ** (step - 1),
    )
    rows["b frozen"] = with_torch(lambda p: torch.optim.Adam(p[:-1], lr=0.05), hat=True)
    rows["averages"] = with_torch(adam, average=0.8, hat=True)
    rows["loss scaling"] = loss_scaling()
    return rows


def written():
    numbers = {name: [[float(f"{v:.10g}") for v in row] for row in steps] for name, steps in all_rows().items()}
    return ",\n".join(f"  {json.dumps(name)}: {json.dumps(steps)}" for name, steps in numbers.items())


reference = f"PyTorch {torch.__version__} and NumPy {np.__version__}, by make-optimizers.py"
quadratic, problem = written(), Network()
print(f'{{\n"reference": "{reference}",\n"quadratic": {{\n{quadratic}\n}},\n"network": {{\n{written()}\n}}\n}}')
