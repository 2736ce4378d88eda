"""What each workload computes, before any framework: inputs, labels and initial weights.

Stream 0 makes the inputs, stream 1 the labels or the noise, stream 2 + k the k-th weight.
Biases and batch-norm offsets start at 0, batch-norm scales at 1; neither takes a stream.
Images are [batch, height, width, channels], filters [height, width, in, out], dense weights [in, out].
"""

from collections.abc import Callable

import numpy as np

from uniform import glorot, uniform

TUTORIAL = "tutorial-step"
TUTORIAL_COMPILED = "tutorial-step-compiled"
TUTORIAL_EPOCHS_COMPILED = "tutorial-epochs-compiled"
TUTORIAL_EPOCHS = 10
# The batch of each training step; those with the suffix are in mixed precision.
MLP = {"mlp-b32": 32, "mlp-b32-compiled": 32, "mlp-b128": 128, "mlp-b128-compiled": 128, "mlp-b128-bf16": 128}
LENET = {"lenet-b32": 32, "lenet-b128": 128, "lenet-b128-compiled": 128, "lenet-b128-bf16": 128}
RESNET = {"resnet20-b32": 32, "resnet20-b128": 128, "resnet20-b32-bf16": 32}
MOBILENET = {"mobilenet-b32": 32}
GPT = {"gpt-b8": 8, "gpt-b32": 32, "gpt-b8-bf16": 8}
LSTM = {"lstm-b32": 32}
MIXED_SUFFIX = "-bf16"
LENET_LAUNCH = "lenet-b128-launch"
LENET_HOST = "lenet-b128-host"
LENET_HOST_COMPILED = "lenet-b128-host-compiled"
RESNET56_HOST = "resnet56-host"
RESNET56_HOST_COMPILED = "resnet56-host-compiled"
SCALAR_ADD = "scalar-add"
SIX_NUMBERS = "six-numbers"
QUADRATIC_LOOP = "quadratic-loop"
QUADRATIC_FIT = "quadratic-fit"

MLP_WEIGHTS = [(784, 512), (512, 256), (256, 10)]
LENET_WEIGHTS = [(5, 5, 1, 6), (5, 5, 6, 16), (400, 120), (120, 84), (84, 10)]
RESNET_STAGES = [16, 32, 64]
RESNET_BLOCKS_IN_STAGE, RESNET56_BLOCKS_IN_STAGE = 3, 9
# Outputs and stride of each block behind a stem of 8 filters: MobileNet-V1's, all divided by four.
MOBILENET_STEM = 8
MOBILENET_BLOCKS = [(16, 1), (32, 2), (32, 1), (64, 2), (64, 1), (128, 2), *[(128, 1)] * 5, (256, 2), (256, 1)]
GPT_WORDS, GPT_LENGTH, GPT_FEATURES, GPT_HEADS, GPT_BLOCKS = 512, 128, 256, 4, 4
LSTM_TIMES, LSTM_INPUTS, LSTM_UNITS = 128, 64, 64

LEARNING_RATE = 0.1
# Without shortcuts gradients grow with the depth: at ten times this, the second loss depends on rounding in its third digit.
MOBILENET_LEARNING_RATE = 0.0001
# The squared, the linear and the constant coefficient at the start.
QUADRATIC_COEFFICIENTS = (1.4291573, 4.3870163, 4.6892653)
MOMENTUM = 0.9
NORM_EPSILON = 1e-5
# AdamW's, for GPT.
GPT_LEARNING_RATE, GPT_BETAS, GPT_EPSILON, GPT_WEIGHT_DECAY = 1e-3, (0.9, 0.999), 1e-8, 0.01


def noisy_points(function: Callable[[np.ndarray], np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """x = 201 points from -2 to 2, y = function(x) + noise in [-1, 1)."""
    x = np.linspace(-2.0, 2.0, 201)
    noise = 2.0 * uniform(1, (201,)) - 1.0
    return x.astype(np.float32), (function(x) + noise).astype(np.float32)


def tutorial_data() -> tuple[np.ndarray, np.ndarray]:
    return noisy_points(lambda x: 3.0 * x + 2.0)


def quadratic_data() -> tuple[np.ndarray, np.ndarray]:
    return noisy_points(lambda x: x * x + 2.0 * x - 5.0)


def batch(*shape: int) -> tuple[np.ndarray, np.ndarray]:
    """Inputs of `shape` in [0, 1) and one label of ten for each."""
    labels = np.floor(10.0 * uniform(1, (shape[0],)))
    return uniform(0, shape).astype(np.float32), labels.astype(np.int32)


def words(count: int) -> tuple[np.ndarray, np.ndarray]:
    """Texts of random words, and the word that follows each of them."""
    return tuple(np.floor(GPT_WORDS * uniform(stream, (count, GPT_LENGTH))).astype(np.int32) for stream in (0, 1))


def weights(shapes: list[tuple[int, ...]]) -> list[np.ndarray]:
    return [glorot(2 + index, shape) for index, shape in enumerate(shapes)]


def resnet_weight_shapes(blocks_in_stage: int = RESNET_BLOCKS_IN_STAGE) -> list[tuple[int, ...]]:
    """The stem; for each block its two filters and, where the shape changes, the 1x1 projection; the classifier."""
    shapes = [(3, 3, 3, RESNET_STAGES[0])]
    inputs = RESNET_STAGES[0]
    for outputs in RESNET_STAGES:
        for _ in range(blocks_in_stage):
            shapes += [(3, 3, inputs, outputs), (3, 3, outputs, outputs)]
            if inputs != outputs:
                shapes.append((1, 1, inputs, outputs))
            inputs = outputs
    return shapes + [(inputs, 10)]


def mobilenet_weight_shapes() -> list[tuple[int, ...]]:
    """The stem; for each block the filter of each channel and the 1x1 filter; the classifier."""
    shapes = [(3, 3, 3, MOBILENET_STEM)]
    inputs = MOBILENET_STEM
    for outputs, _ in MOBILENET_BLOCKS:
        shapes += [(3, 3, inputs, 1), (1, 1, inputs, outputs)]
        inputs = outputs
    return shapes + [(inputs, 10)]


def gpt_weight_shapes() -> list[tuple[int, ...]]:
    """The tables of words and places; query, key, value, output, up and down of each block; the classifier."""
    square, wide = (GPT_FEATURES, GPT_FEATURES), (GPT_FEATURES, 4 * GPT_FEATURES)
    blocks = [square, square, square, square, wide, wide[::-1]] * GPT_BLOCKS
    return [(GPT_WORDS, GPT_FEATURES), (GPT_LENGTH, GPT_FEATURES), *blocks, (GPT_FEATURES, GPT_WORDS)]


def lstm_weight_shapes() -> list[tuple[int, ...]]:
    """The cell's, whose rows are inputs and then units, whose columns are the gates input, update, forget, output; the classifier."""
    return [(LSTM_INPUTS + LSTM_UNITS, 4 * LSTM_UNITS), (LSTM_UNITS, 10)]
