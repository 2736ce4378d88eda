"""The networks of images as JAX functions of a list of parameters."""

import jax
import jax.numpy as jnp
from jax import lax

import workloads

LAYOUT = ("NHWC", "HWIO", "NHWC")


def cross_entropy(logits: jax.Array, labels: jax.Array) -> jax.Array:
    chosen = jnp.take_along_axis(jax.nn.log_softmax(logits), labels[:, None], axis=1)
    return -chosen.mean()


def with_biases(weights: list) -> list:
    return [(jnp.asarray(weight), jnp.zeros(weight.shape[-1])) for weight in weights]


def mlp(layers: list, inputs: jax.Array) -> jax.Array:
    for weight, bias in layers[:-1]:
        inputs = jax.nn.relu(inputs @ weight + bias)
    weight, bias = layers[-1]
    return inputs @ weight + bias


def average_pool(images: jax.Array) -> jax.Array:
    # 2 % faster in the LeNet step than `reduce_window`.
    batch, height, width, channels = images.shape
    return images.reshape(batch, height // 2, 2, width // 2, 2, channels).mean(axis=(2, 4))


def lenet(layers: list, images: jax.Array) -> jax.Array:
    for (filters, bias), padding in zip(layers[:2], ("SAME", "VALID")):
        images = lax.conv_general_dilated(images, filters, (1, 1), padding, dimension_numbers=LAYOUT)
        images = average_pool(jax.nn.relu(images + bias))
    return mlp(layers[2:], images.reshape(images.shape[0], -1))


def normalized_state(weights: list) -> tuple[list, list]:
    """Parameters (filter, scale, offset) in the weights' order, the classifier last; running statistics beside them."""
    parameters, statistics = [], []
    for filters in weights[:-1]:
        # A filter for each channel by itself has as many channels as inputs.
        channels = filters.shape[-1] if filters.shape[-1] > 1 else filters.shape[-2]
        parameters.append((jnp.asarray(filters), jnp.ones(channels), jnp.zeros(channels)))
        statistics.append((jnp.zeros(channels), jnp.ones(channels)))
    return parameters + with_biases(weights[-1:]), statistics


class Convolutions:
    """The convolutions of a network one after the other, each with its batch norm."""

    def __init__(self, parameters: list, statistics: list) -> None:
        self.layers = iter(zip(parameters, statistics))
        # The running statistics after this batch.
        self.statistics = []

    def __call__(self, images: jax.Array, stride: int) -> jax.Array:
        (filters, scale, offset), running = next(self.layers)
        groups = 1
        if filters.shape[-1] == 1:
            groups = filters.shape[-2]
            filters = filters.swapaxes(2, 3)
        images = lax.conv_general_dilated(
            images, filters, (stride, stride), "SAME", dimension_numbers=LAYOUT, feature_group_count=groups)
        mean = images.mean(axis=(0, 1, 2))
        variance = (images * images).mean(axis=(0, 1, 2)) - mean * mean
        self.statistics.append(tuple(0.9 * old + 0.1 * now for old, now in zip(running, (mean, variance))))
        return (images - mean) * (lax.rsqrt(variance + workloads.NORM_EPSILON) * scale) + offset


def resnet(parameters: list, statistics: list, images: jax.Array, blocks_in_stage: int) -> tuple[jax.Array, list]:
    """Logits and the statistics after this batch."""
    convolution = Convolutions(parameters, statistics)
    hidden = jax.nn.relu(convolution(images, 1))
    for outputs in workloads.RESNET_STAGES:
        for _ in range(blocks_in_stage):
            stride = 1 if hidden.shape[-1] == outputs else 2
            inner = convolution(jax.nn.relu(convolution(hidden, stride)), 1)
            hidden = jax.nn.relu(inner + (hidden if stride == 1 else convolution(hidden, 2)))
    weight, bias = parameters[-1]
    return hidden.mean(axis=(1, 2)) @ weight + bias, convolution.statistics


def mobilenet(parameters: list, statistics: list, images: jax.Array) -> tuple[jax.Array, list]:
    """Logits and the statistics after this batch."""
    convolution = Convolutions(parameters, statistics)
    hidden = jax.nn.relu(convolution(images, 2))
    for _, stride in workloads.MOBILENET_BLOCKS:
        hidden = jax.nn.relu(convolution(hidden, stride))
        hidden = jax.nn.relu(convolution(hidden, 1))
    weight, bias = parameters[-1]
    return hidden.mean(axis=(1, 2)) @ weight + bias, convolution.statistics
