"""Writes losses.json: the value of every loss and its gradient by PyTorch's own differentiation, in double precision.

Where PyTorch has the loss it is PyTorch's; where it has not, the formula (that of Keras under the same name) is written out.

    python make-losses.py > losses.json     # with torch 2.13.0
"""

import json
import math

import torch
import torch.nn.functional as F

T = lambda rows: torch.tensor(rows, dtype=torch.float64)


class Inputs:
    """What the losses are given: [rows, classes] with numbers that follow from their places."""

    def __init__(self, place, rows, classes):
        numbers = lambda number: T([number(i) for i in range(rows * classes)]).reshape(rows, classes)
        shared = lambda x: x / x.sum(-1, keepdim=True)
        self.place = place
        self.predicted = numbers(lambda i: 2.5 * math.sin(1.7 * i + 0.3) + (10 if i % 7 == 3 else 0))
        self.expected = numbers(lambda i: 2 * math.cos(0.9 * i) + 0.3)
        self.signs = numbers(lambda i: 1 if math.cos(2.3 * i) > 0 else -1)
        self.positive = numbers(lambda i: 1.2 + math.sin(1.1 * i))
        self.counts = numbers(lambda i: i * 7 % 5)
        self.bits = numbers(lambda i: i * 7 % 3 / 2)
        self.shares = shared(numbers(lambda i: i * 5 % 4 + (i % classes == 0)))
        self.other = shared(self.positive)
        self.labels = torch.tensor([(2 * row + 1) % classes for row in range(rows)])
        self.one_hot = F.one_hot(self.labels, classes).double()
        self.alike = T([row % 2 for row in range(rows)])
        self.sounds = sounds(*CTC[place][:2])


def categorical_hinge(p, one_hot):
    lead = (one_hot * p).sum(-1)
    return torch.relu(1 + ((1 - one_hot) * p).max(-1).values - lead)


def focal(p, bits):
    s = torch.sigmoid(p)
    entropy = F.binary_cross_entropy_with_logits(p, bits, reduction="none")
    p_t = s * bits + (1 - s) * (1 - bits)
    return (0.25 * bits + 0.75 * (1 - bits)) * (1 - p_t) ** 2 * entropy


def contrastive(p, expected, alike):
    d = F.pairwise_distance(p, expected)
    return alike * d**2 + (1 - alike) * torch.relu(3 - d) ** 2


def log_cosh(p, expected):
    return torch.where((p - expected).abs() > 20, (p - expected).abs() - torch.log(T(2.0)), torch.log(torch.cosh(p - expected)))


def sounds(time, classes):
    values = [2 * torch.sin(T(1.7 * i + 0.3)).item() for i in range(3 * time * classes)]
    return T(values).reshape(3, time, classes)


# Times, classes, labels, the lengths of logits and labels, the number of the blank.
CTC = [
    (6, 4, [[1, 2, 3], [2, 2, 0], [3, 0, 0]], [6, 5, 3], [3, 2, 1], 0),
    (9, 5, [[0, 0, 1, 1], [3, 2, 1, 0], [2, 0, 0, 0]], [9, 9, 7], [4, 4, 0], 4),
    (1, 2, [[1], [1], [0]], [1, 1, 1], [1, 1, 0], 0),
]


def ctc(p, place):
    _, _, labels, times, counts, blank = CTC[place]
    p = F.log_softmax(p, -1).transpose(0, 1)
    return F.ctc_loss(p, torch.tensor(labels), torch.tensor(times), torch.tensor(counts), blank=blank, reduction="none").mean()


shapes = [(3, 4), (1, 2), (5, 3)]
losses = {
    "l1Loss": ("predicted", lambda p, x: F.l1_loss(p, x.expected, reduction="sum")),
    "l2Loss": ("predicted", lambda p, x: F.mse_loss(p, x.expected, reduction="sum")),
    "meanAbsoluteError": ("predicted", lambda p, x: F.l1_loss(p, x.expected)),
    "meanSquaredError": ("predicted", lambda p, x: F.mse_loss(p, x.expected)),
    "meanSquaredLogarithmicError": (
        "predicted", lambda p, x: (p.clamp(min=0).log1p() - x.expected.clamp(min=0).log1p()).pow(2).mean()),
    "meanAbsolutePercentageError": ("predicted", lambda p, x: (100 * ((p - x.expected) / x.expected).abs()).mean()),
    "hingeLoss": ("predicted", lambda p, x: torch.relu(1 - x.signs * p).mean()),
    "squaredHingeLoss": ("predicted", lambda p, x: torch.relu(1 - x.signs * p).pow(2).mean()),
    "categoricalHingeLoss": ("predicted", lambda p, x: categorical_hinge(p, x.one_hot).mean()),
    "logCoshLoss": ("predicted", lambda p, x: log_cosh(p, x.expected).mean()),
    "poissonLoss": ("positive", lambda p, x: F.poisson_nll_loss(p, x.counts, log_input=False, eps=0)),
    "kullbackLeiblerDivergence": ("other", lambda p, x: F.kl_div(p.log(), x.shares, reduction="sum")),
    "softmaxCrossEntropy(labels:)": ("predicted", lambda p, x: F.cross_entropy(p, x.labels)),
    "softmaxCrossEntropy(probabilities:)": ("predicted", lambda p, x: F.cross_entropy(p, x.shares)),
    "softmaxCrossEntropy(labelSmoothing:)": ("predicted", lambda p, x: F.cross_entropy(p, x.labels, label_smoothing=0.1)),
    "sigmoidCrossEntropy": ("predicted", lambda p, x: F.binary_cross_entropy_with_logits(p, x.bits)),
    "huberLoss": ("predicted", lambda p, x: F.huber_loss(p, x.expected, delta=0.7, reduction="sum")),
    "focalLoss": ("predicted", lambda p, x: focal(p, x.bits).mean()),
    "tripletLoss": ("predicted", lambda p, x: F.triplet_margin_loss(p, x.expected, x.positive, margin=4.0)),
    "contrastiveLoss": ("predicted", lambda p, x: contrastive(p, x.expected, x.alike).mean()),
    "ctcLoss": ("sounds", lambda p, x: ctc(p, x.place)),
}


def case(start, loss, place):
    inputs = Inputs(place, *shapes[place])
    p = getattr(inputs, start).clone().requires_grad_()
    value = loss(p, inputs)
    value.backward()
    digits = lambda v: float(f"{v:.13g}")
    return {"value": digits(value.item()), "gradient": [digits(v) for v in p.grad.flatten().tolist()]}


lines = ",\n".join(
    f"  {json.dumps(name)}: {json.dumps([case(*loss, place) for place in range(len(shapes))])}" for name, loss in losses.items())
print(f'{{\n"reference": "PyTorch {torch.__version__}, by make-losses.py",\n"losses": {{\n{lines}\n}}\n}}')
