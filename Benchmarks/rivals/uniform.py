"""Numbers that every competitor can make for itself, equal to the last bit.

A generator with a counter (splitmix64) instead of a framework's random numbers: inputs and
initial parameters are the same in Python and in Swift, so equal losses show equal work.
"""

import numpy as np

_INCREMENT = np.uint64(0x9E3779B97F4A7C15)
_FIRST_FACTOR = np.uint64(0xBF58476D1CE4E5B9)
_SECOND_FACTOR = np.uint64(0x94D049BB133111EB)


def uniform(stream: int, shape: tuple[int, ...]) -> np.ndarray:
    """Float64 numbers in [0, 1) with 24 random bits; element `i` depends on `stream` and `i` only."""
    count = int(np.prod(shape, dtype=np.int64))
    counter = (np.uint64(stream) << np.uint64(32)) + np.arange(1, count + 1, dtype=np.uint64)
    bits = counter * _INCREMENT
    bits = (bits ^ (bits >> np.uint64(30))) * _FIRST_FACTOR
    bits = (bits ^ (bits >> np.uint64(27))) * _SECOND_FACTOR
    bits ^= bits >> np.uint64(31)
    return ((bits >> np.uint64(40)).astype(np.float64) / 2.0**24).reshape(shape)


def glorot(stream: int, shape: tuple[int, ...]) -> np.ndarray:
    """Float32 weights, uniform in ±sqrt(6 / (fan in + fan out)).

    The last two axes are inputs and outputs, the ones before are a filter's height and width.
    """
    receptive_field = int(np.prod(shape[:-2], dtype=np.int64))
    limit = np.sqrt(6.0 / (receptive_field * (shape[-2] + shape[-1])))
    return ((2.0 * uniform(stream, shape) - 1.0) * limit).astype(np.float32)
