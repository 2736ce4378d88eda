"""The networks of sequences as JAX functions of their parameters."""

import math

import jax
import jax.numpy as jnp
from jax import lax

import workloads
from jax_models import with_biases

BLOCK_WEIGHTS = 6


def norm(features: int) -> tuple[jax.Array, jax.Array]:
    return jnp.ones(features), jnp.zeros(features)


def gpt_state(weights: list) -> dict:
    """Two tables; for each block six dense layers and two norms; the last norm and the classifier."""
    words, places, *blocks, classifier = weights
    features = workloads.GPT_FEATURES
    return {
        "words": jnp.asarray(words),
        "places": jnp.asarray(places),
        "blocks": [
            (with_biases(blocks[start : start + BLOCK_WEIGHTS]), norm(features), norm(features))
            for start in range(0, len(blocks), BLOCK_WEIGHTS)
        ],
        "norm": norm(features),
        "classifier": with_biases([classifier])[0],
    }


def dense(parameters: tuple, inputs: jax.Array) -> jax.Array:
    weight, bias = parameters
    return inputs @ weight + bias


def normalized(parameters: tuple, inputs: jax.Array) -> jax.Array:
    scale, offset = parameters
    distance = inputs - inputs.mean(-1, keepdims=True)
    variance = (distance * distance).mean(-1, keepdims=True)
    return distance * lax.rsqrt(variance + workloads.NORM_EPSILON) * scale + offset


def attended(query: jax.Array, key: jax.Array, value: jax.Array) -> jax.Array:
    """Causal attention between arrays `[batch, length, features]`."""
    batch, length, features = query.shape
    query, key, value = (
        part.reshape(batch, length, workloads.GPT_HEADS, -1).swapaxes(1, 2) for part in (query, key, value)
    )
    scores = query @ key.swapaxes(2, 3) / math.sqrt(query.shape[-1])
    scores = jnp.where(jnp.tril(jnp.ones((length, length), bool)), scores, -jnp.inf)
    return (jax.nn.softmax(scores) @ value).swapaxes(1, 2).reshape(batch, length, features)


def gpt(parameters: dict, texts: jax.Array) -> jax.Array:
    """Logits of the next word at every place."""
    hidden = parameters["words"][texts] + parameters["places"]
    for (query, key, value, output, up, down), attention_norm, feed_forward_norm in parameters["blocks"]:
        inputs = normalized(attention_norm, hidden)
        hidden = hidden + dense(output, attended(dense(query, inputs), dense(key, inputs), dense(value, inputs)))
        inputs = normalized(feed_forward_norm, hidden)
        hidden = hidden + dense(down, jax.nn.gelu(dense(up, inputs), approximate=False))
    return dense(parameters["classifier"], normalized(parameters["norm"], hidden))


def lstm(parameters: list, sequences: jax.Array) -> jax.Array:
    """A class for each sequence, told from the last state."""
    (weight, bias), classifier = parameters
    inputs = sequences.swapaxes(0, 1) @ weight[: workloads.LSTM_INPUTS] + bias

    def step(state: tuple, inputs: jax.Array) -> tuple:
        cell, hidden = state
        fresh, update, forget, output = jnp.split(inputs + hidden @ weight[workloads.LSTM_INPUTS :], 4, axis=1)
        cell = jax.nn.sigmoid(forget) * cell + jax.nn.sigmoid(fresh) * jnp.tanh(update)
        return (cell, jax.nn.sigmoid(output) * jnp.tanh(cell)), None

    zeros = jnp.zeros((sequences.shape[0], workloads.LSTM_UNITS))
    (_, hidden), _ = lax.scan(step, (zeros, zeros), inputs)
    return dense(classifier, hidden)
