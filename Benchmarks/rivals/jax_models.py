"""The three networks as JAX functions of a list of parameters."""

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


def resnet_state(weights: list) -> tuple[list, list]:
    """Parameters (filter, scale, offset) in the weights' order, the classifier last; running statistics beside them."""
    parameters, statistics = [], []
    for filters in weights[:-1]:
        channels = filters.shape[-1]
        parameters.append((jnp.asarray(filters), jnp.ones(channels), jnp.zeros(channels)))
        statistics.append((jnp.zeros(channels), jnp.ones(channels)))
    return parameters + with_biases(weights[-1:]), statistics


def resnet20(parameters: list, statistics: list, images: jax.Array) -> tuple[jax.Array, list]:
    """Logits and the statistics after this batch."""
    layers = iter(zip(parameters, statistics))
    updated = []

    def convolution(images: jax.Array, stride: int) -> jax.Array:
        (filters, scale, offset), running = next(layers)
        images = lax.conv_general_dilated(images, filters, (stride, stride), "SAME", dimension_numbers=LAYOUT)
        mean = images.mean(axis=(0, 1, 2))
        variance = (images * images).mean(axis=(0, 1, 2)) - mean * mean
        updated.append(tuple(0.9 * old + 0.1 * now for old, now in zip(running, (mean, variance))))
        return (images - mean) * (lax.rsqrt(variance + workloads.BATCH_NORM_EPSILON) * scale) + offset

    hidden = jax.nn.relu(convolution(images, 1))
    for outputs in workloads.RESNET_STAGES:
        for _ in range(workloads.RESNET_BLOCKS_IN_STAGE):
            stride = 1 if hidden.shape[-1] == outputs else 2
            inner = convolution(jax.nn.relu(convolution(hidden, stride)), 1)
            hidden = jax.nn.relu(inner + (hidden if stride == 1 else convolution(hidden, 2)))
    weight, bias = parameters[-1]
    return hidden.mean(axis=(1, 2)) @ weight + bias, updated
