"""Writes losses.json: the value of every loss and its gradient by PyTorch's own differentiation, in double precision.

Where PyTorch has the loss it is PyTorch's; where it has not, the formula (that of Keras under the same name) is written out.

    python make-losses.py > losses.json     # with torch 2.13.0
"""

import json

import torch
import torch.nn.functional as F

T = lambda rows: torch.tensor(rows, dtype=torch.float64)
predicted = T([[1.5, -0.3, 2.2, 0.4], [0.1, 0.25, -4.0, 3.0], [-2.0, 30.0, 1.0, -0.7]])
expected = T([[0.5, -0.1, 2.0, -3.0], [1.2, 0.2, -2.0, 4.0], [-2.5, 28.0, 0.2, -0.6]])
signs = T([[1, -1, 1, 1], [-1, -1, 1, -1], [-1, 1, -1, 1]])
positive = T([[0.2, 1.3, 0.7, 2.5], [0.9, 0.1, 3.0, 1.1], [0.4, 0.6, 0.3, 2.2]])
counts = T([[0, 1, 2, 3], [1, 0, 4, 1], [0, 2, 0, 5]])
shares = T([[0.2, 0.3, 0.4, 0.1], [1, 0, 0, 0], [0, 0.5, 0.25, 0.25]])
other = T([[0.1, 0.2, 0.3, 0.4], [0.7, 0.1, 0.1, 0.1], [0.25, 0.25, 0.4, 0.1]])
bits = T([[1, 0, 1, 0], [0, 1, 1, 0], [0.5, 1, 0, 1]])
one_hot = T([[0, 0, 1, 0], [0, 1, 0, 0], [1, 0, 0, 0]])
labels = torch.tensor([2, 1, 0])
alike = T([1, 0, 0])


def categorical_hinge(p):
    lead = (one_hot * p).sum(-1)
    return torch.relu(1 + ((1 - one_hot) * p).max(-1).values - lead)


def focal(p):
    s = torch.sigmoid(p)
    entropy = F.binary_cross_entropy_with_logits(p, bits, reduction="none")
    p_t = s * bits + (1 - s) * (1 - bits)
    return (0.25 * bits + 0.75 * (1 - bits)) * (1 - p_t) ** 2 * entropy


def contrastive(p):
    d = F.pairwise_distance(p, expected)
    return alike * d**2 + (1 - alike) * torch.relu(3 - d) ** 2


def log_cosh(p):
    return torch.where((p - expected).abs() > 20, (p - expected).abs() - torch.log(T(2.0)), torch.log(torch.cosh(p - expected)))


def sounds(time, classes):
    values = [2 * torch.sin(T(1.7 * i + 0.3)).item() for i in range(3 * time * classes)]
    return T(values).reshape(3, time, classes)


def ctc(labels, times, counts, blank=0):
    lengths = torch.tensor(times), torch.tensor(counts)
    return lambda p: F.ctc_loss(
        F.log_softmax(p, -1).transpose(0, 1), torch.tensor(labels), *lengths, blank=blank, reduction="none"
    ).mean()


losses = {
    "l1Loss": (predicted, lambda p: F.l1_loss(p, expected, reduction="sum")),
    "l2Loss": (predicted, lambda p: F.mse_loss(p, expected, reduction="sum")),
    "meanAbsoluteError": (predicted, lambda p: F.l1_loss(p, expected)),
    "meanSquaredError": (predicted, lambda p: F.mse_loss(p, expected)),
    "meanSquaredLogarithmicError": (predicted, lambda p: ((1 + p.clamp(min=0)).log() - (1 + expected.clamp(min=0)).log()).pow(2).mean()),
    "meanAbsolutePercentageError": (predicted, lambda p: (100 * ((p - expected) / expected).abs()).mean()),
    "hingeLoss": (predicted, lambda p: torch.relu(1 - signs * p).mean()),
    "squaredHingeLoss": (predicted, lambda p: torch.relu(1 - signs * p).pow(2).mean()),
    "categoricalHingeLoss": (predicted, lambda p: categorical_hinge(p).mean()),
    "logCoshLoss": (predicted, lambda p: log_cosh(p).mean()),
    "poissonLoss": (positive, lambda p: F.poisson_nll_loss(p, counts, log_input=False, eps=0)),
    "kullbackLeiblerDivergence": (other, lambda p: F.kl_div(p.log(), shares, reduction="sum")),
    "softmaxCrossEntropy(labels:)": (predicted, lambda p: F.cross_entropy(p, labels)),
    "softmaxCrossEntropy(probabilities:)": (predicted, lambda p: F.cross_entropy(p, shares)),
    "softmaxCrossEntropy(labelSmoothing:)": (predicted, lambda p: F.cross_entropy(p, labels, label_smoothing=0.1)),
    "sigmoidCrossEntropy": (predicted, lambda p: F.binary_cross_entropy_with_logits(p, bits)),
    "huberLoss": (predicted, lambda p: F.huber_loss(p, expected, delta=0.7, reduction="sum")),
    "focalLoss": (predicted, lambda p: focal(p).mean()),
    "tripletLoss": (predicted, lambda p: F.triplet_margin_loss(p, expected, positive, margin=4.0)),
    "contrastiveLoss": (predicted, lambda p: contrastive(p).mean()),
    "ctcLoss": (sounds(6, 4), ctc([[1, 2, 3], [2, 2, 0], [3, 0, 0]], [6, 5, 3], [3, 2, 1])),
    "ctcLoss(blank:)": (sounds(9, 5), ctc([[0, 0, 1, 1], [3, 2, 1, 0], [2, 0, 0, 0]], [9, 9, 7], [4, 4, 0], blank=4)),
    "ctcLoss of one time": (sounds(1, 2), ctc([[1], [1], [0]], [1, 1, 1], [1, 1, 0])),
}


def row(start, loss):
    p = start.clone().requires_grad_()
    value = loss(p)
    value.backward()
    return {"value": value.item(), "gradient": p.grad.flatten().tolist()}


lines = ",\n".join(f"  {json.dumps(name)}: {json.dumps(row(*loss))}" for name, loss in losses.items())
print(f'{{\n"reference": "PyTorch {torch.__version__}, by make-losses.py",\n"losses": {{\n{lines}\n}}\n}}')
