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
MLP = "mlp-b32"
LENET = "lenet-b128"
LENET_COMPILED = "lenet-b128-compiled"
LENET_LAUNCH = "lenet-b128-launch"
LENET_HOST = "lenet-b128-host"
LENET_HOST_COMPILED = "lenet-b128-host-compiled"
RESNET = "resnet20-b32"
SCALAR_ADD = "scalar-add"
SIX_NUMBERS = "six-numbers"
QUADRATIC_LOOP = "quadratic-loop"
QUADRATIC_FIT = "quadratic-fit"

MLP_WEIGHTS = [(784, 512), (512, 256), (256, 10)]
LENET_WEIGHTS = [(5, 5, 1, 6), (5, 5, 6, 16), (400, 120), (120, 84), (84, 10)]
RESNET_STAGES = [16, 32, 64]
RESNET_BLOCKS_IN_STAGE = 3

LEARNING_RATE = 0.1
# The squared, the linear and the constant coefficient at the start.
QUADRATIC_COEFFICIENTS = (1.4291573, 4.3870163, 4.6892653)
MOMENTUM = 0.9
BATCH_NORM_EPSILON = 1e-5


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


def weights(shapes: list[tuple[int, ...]]) -> list[np.ndarray]:
    return [glorot(2 + index, shape) for index, shape in enumerate(shapes)]


def resnet_weight_shapes() -> list[tuple[int, ...]]:
    """The stem; for each block its two filters and, where the shape changes, the 1x1 projection; the classifier."""
    shapes = [(3, 3, 3, RESNET_STAGES[0])]
    inputs = RESNET_STAGES[0]
    for outputs in RESNET_STAGES:
        for _ in range(RESNET_BLOCKS_IN_STAGE):
            shapes += [(3, 3, inputs, outputs), (3, 3, outputs, outputs)]
            if inputs != outputs:
                shapes.append((1, 1, inputs, outputs))
            inputs = outputs
    return shapes + [(inputs, 10)]
