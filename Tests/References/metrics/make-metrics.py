"""Writes metrics.json: every metric over three batches of different shapes, from its definition, in double precision.

The definitions are written out with NumPy, SciPy and the standard library, a sample at a time, unlike the sums that Apus keeps.

    python make-metrics.py > metrics.json     # with numpy 2.4.6 and scipy 1.17
"""

import json
import math
from collections import Counter

import numpy as np
import scipy
from scipy.integrate import quad
from scipy.special import log_softmax

random = np.random.default_rng(7)
CLASSES = 4


def grid(low, high, shape):
    """Numbers that a Float holds exactly."""
    return random.integers(low * 64, high * 64, shape) / 64


def batch(predictions, labels, weights_rank):
    weights = grid(0.25, 3, labels.shape[:weights_rank])
    return {"predictions": predictions, "labels": labels, "weights": weights}


def scores(shape, weights_rank):
    labels = random.integers(0, CLASSES, shape)
    predictions = grid(-2, 2, (*shape, CLASSES)) + 1.5 * (np.arange(CLASSES) == labels[..., None])
    return batch(predictions, labels, weights_rank)


def probabilities(shape, weights_rank):
    labels = random.integers(0, 2, shape)
    labels.flat[:2] = [0, 1]
    return batch(np.clip(grid(0, 0.75, shape) + 0.25 * labels, 0.015625, 0.984375), labels, weights_rank)


def numbers(shape, weights_rank):
    labels = grid(-3, 3, shape)
    return batch(labels + grid(-1, 1, shape), labels, weights_rank)


inputs = {
    "scores": [scores((7,), 1), scores((2, 5), 1), scores((3, 1, 2), 3)],
    "probabilities": [probabilities((8,), 1), probabilities((2, 5), 1), probabilities((3, 1, 2), 3)],
    "numbers": [numbers((8, 2), 2), numbers((5, 2), 1), numbers((2, 3, 2), 2)],
}


def samples(batches, weighted):
    """One prediction, label and weight after the other."""
    rows = []
    for b in batches:
        labels, weights = b["labels"], b["weights"]
        weights = np.broadcast_to(weights.reshape(weights.shape + (1,) * (labels.ndim - weights.ndim)), labels.shape)
        predictions = b["predictions"].reshape(labels.size, -1)
        for p, y, w in zip(predictions, labels.flat, weights.flat):
            rows.append((p if p.size > 1 else p[0], y, w if weighted else 1.0))
    return rows


def mean(rows, f):
    return sum(w * f(p, y) for p, y, w in rows) / sum(w for _, _, w in rows)


def top(k):
    return lambda p, y: float(sorted(p, reverse=True).index(p[y]) < k)


def class_counts(rows, classes):
    decided = [(int(np.argmax(p)), y, w) for p, y, w in rows]
    return [
        tuple(sum(w for p, y, w in decided if test(p, y)) for test in (lambda p, y: p == k == y, lambda p, y: p == k, lambda p, y: y == k))
        for k in range(classes)
    ]


precision = lambda right, predicted, actual: right / predicted if predicted else 0.0
recall = lambda right, predicted, actual: right / actual if actual else 0.0


def f1(right, predicted, actual):
    p, r = precision(right, predicted, actual), recall(right, predicted, actual)
    return 2 * p * r / (p + r) if p + r else 0.0


def per_class(ratio):
    return lambda rows: [ratio(*c) for c in class_counts(rows, CLASSES)]


def macro(ratio):
    def value(rows):
        occurring = [c for c in class_counts(rows, CLASSES) if c[1] + c[2] > 0]
        return sum(ratio(*c) for c in occurring) / len(occurring)

    return value


def micro(ratio):
    return lambda rows: ratio(*(sum(column) for column in zip(*class_counts(rows, CLASSES))))


def binary(ratio):
    def value(rows):
        decided = [(p > 0.5, y == 1, w) for p, y, w in rows]
        weigh = lambda test: sum(w for p, y, w in decided if test(p, y))
        return ratio(weigh(lambda p, y: p and y), weigh(lambda p, y: p), weigh(lambda p, y: y))

    return value


def confusion(rows):
    matrix = np.zeros((CLASSES, CLASSES))
    for p, y, w in rows:
        matrix[y, np.argmax(p)] += w
    return matrix


def matthews(rows):
    """The correlation of the two one-hot encodings, each with its own mean taken off."""
    total = sum(w for _, _, w in rows)
    p = np.array([np.eye(CLASSES)[np.argmax(s)] for s, _, _ in rows])
    y = np.array([np.eye(CLASSES)[label] for _, label, _ in rows])
    w = np.array([[weight] for _, _, weight in rows]) / total
    p, y = p - (w * p).sum(0), y - (w * y).sum(0)
    covariance = lambda a, b: (w * a * b).sum()
    scale = math.sqrt(covariance(p, p) * covariance(y, y))
    return covariance(p, y) / scale if scale else 0.0


def points(rows, count):
    """True and false positives at thresholds as Keras chooses them."""
    thresholds = [-1e-7] + [i / (count - 1) for i in range(1, count - 1)] + [1 + 1e-7]
    return [
        (sum(w for p, y, w in rows if p > t and y == 1), sum(w for p, y, w in rows if p > t and y == 0)) for t in reversed(thresholds)
    ]


def roc(count):
    def area(rows):
        right, wrong = np.array(points(rows, count)).T
        return float(np.trapezoid(right / right[-1], wrong / wrong[-1]))

    return area


def precision_recall(count):
    """Precision integrated over recall by quadrature, false positives growing in proportion between two points."""

    def area(rows):
        found = points(rows, count)
        total = found[-1][0]
        sum_of_parts = 0.0
        for (right, wrong), (more_right, more_wrong) in zip(found, found[1:]):
            if more_right > right:
                share = (more_wrong - wrong) / (more_right - right)
                sum_of_parts += quad(lambda x: x / (x + wrong + share * (x - right)), right, more_right, epsabs=1e-13)[0]
        return sum_of_parts / total

    return area


def r_squared(rows):
    y, p, w = (np.array([r[i] for r in rows]) for i in (1, 0, 2))
    centre = np.average(y, weights=w)
    return 1 - (w * (y - p) ** 2).sum() / (w * (y - centre) ** 2).sum()


as_value = lambda f: lambda rows: mean(rows, f)
metrics = {
    "CategoricalAccuracy": ("scores", as_value(lambda p, y: float(np.argmax(p) == y))),
    "TopKAccuracy(k: 2)": ("scores", as_value(top(2))),
    "TopKAccuracy(k: 3)": ("scores", as_value(top(3))),
    "Perplexity": ("scores", lambda rows: math.exp(mean(rows, lambda p, y: -log_softmax(p)[y]))),
    "ConfusionMatrix": ("scores", confusion),
    "MatthewsCorrelation": ("scores", matthews),
    "BinaryAccuracy": ("probabilities", as_value(lambda p, y: float((p > 0.5) == (y == 1)))),
    "BinaryAccuracy(threshold: 0.75)": ("probabilities", as_value(lambda p, y: float((p > 0.75) == (y == 1)))),
    "AreaUnderCurve": ("probabilities", roc(200)),
    "AreaUnderCurve(thresholdCount: 8)": ("probabilities", roc(8)),
    "AreaUnderCurve(.precisionRecall)": ("probabilities", precision_recall(200)),
    "AreaUnderCurve(.precisionRecall, thresholdCount: 8)": ("probabilities", precision_recall(8)),
    "MeanAbsoluteError": ("numbers", as_value(lambda p, y: abs(p - y))),
    "MeanSquaredError": ("numbers", as_value(lambda p, y: (p - y) ** 2)),
    "RootMeanSquaredError": ("numbers", lambda rows: math.sqrt(mean(rows, lambda p, y: (p - y) ** 2))),
    "RSquared": ("numbers", r_squared),
    "RSquared(outputCount: 2)": ("numbers", lambda rows: (r_squared(rows[0::2]) + r_squared(rows[1::2])) / 2),
}
for name, ratio in {"Precision": precision, "Recall": recall, "F1Score": f1}.items():
    metrics[f"{name}(.macro)"] = ("scores", macro(ratio))
    metrics[f"{name}(.micro)"] = ("scores", micro(ratio))
    metrics[f"{name}(.perClass)"] = ("scores", per_class(ratio))
    metrics[f"{name}(threshold: 0.5)"] = ("probabilities", binary(ratio))


def bleu(sentences, order, smoothed):
    precisions, c, r = [], 0, 0
    for candidate, references in sentences:
        c += len(candidate)
        r += min((abs(len(x) - len(candidate)), len(x)) for x in references)[1]
    for n in range(1, order + 1):
        grams = lambda tokens: Counter(tuple(tokens[i : i + n]) for i in range(len(tokens) - n + 1))
        found = total = 0
        for candidate, references in sentences:
            for gram, count in grams(candidate).items():
                found += min(count, max(grams(x)[gram] for x in references))
                total += count
        extra = 1 if smoothed and n > 1 else 0
        precisions.append((found + extra, total + extra))
    if any(found == 0 for found, _ in precisions):
        return 0.0
    brevity = 1.0 if c >= r else math.exp(1 - r / c)
    return brevity * math.exp(sum(math.log(a / b) for a, b in precisions) / order)


text = [
    ("the cat sat on the mat", ["the cat sat on a mat", "a cat was sitting on the mat"]),
    ("the the the the the the the", ["the cat is on the mat", "there is a cat on the mat"]),
    ("it is a guide to action which ensures that all obey", ["it is the guiding principle which ensures obedience to the party at all times"]),
    ("a short one", ["a short one indeed it is"]),
]
sentences = [(c.split(), [x.split() for x in rs]) for c, rs in text]
bleu_rows = [
    {"sentences": [{"candidate": c, "references": r} for c, r in chosen], "order": order, "isSmoothed": smoothed, "value": bleu(chosen, order, smoothed)}
    for chosen in (sentences, sentences[:1], sentences[3:])
    for order in (1, 2, 4)
    for smoothed in (False, True)
]


def flat(values):
    return [float(f"{v:.12g}") for v in np.asarray(values, dtype=float).flatten()]


def row(name):
    kind, value = metrics[name]
    rows = {"input": kind}
    for label, weighted in (("plain", False), ("weighted", True)):
        rows[label] = flat(value(samples(inputs[kind], weighted)))
        rows[f"{label}Alone"] = [flat(value(samples([b], weighted))) for b in inputs[kind]]
    return rows


def batches(kind):
    shown = [
        {**{k: flat(v) for k, v in b.items()}, "shape": list(b["predictions"].shape), "labelShape": list(b["labels"].shape),
         "weightShape": list(b["weights"].shape)}
        for b in inputs[kind]
    ]
    return ",\n".join("    " + json.dumps(b) for b in shown)


all_inputs = ",\n".join(f'  {json.dumps(kind)}: [\n{batches(kind)}]' for kind in inputs)
values = ",\n".join(f"  {json.dumps(name)}: {json.dumps(row(name))}" for name in metrics)
sentences_text = ",\n".join(f"  {json.dumps(b)}" for b in bleu_rows)
reference = f"NumPy {np.__version__} and SciPy {scipy.__version__}, by make-metrics.py"
print(f'{{\n"reference": "{reference}",\n"inputs": {{\n{all_inputs}\n}},\n"metrics": {{\n{values}\n}},\n"bleu": [\n{sentences_text}\n]\n}}')
