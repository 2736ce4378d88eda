"""Writes resizing.json: images resized by jax.image, or by the definition where JAX lacks a method, and derivatives by JAX.

    python make-resizing.py > resizing.json     # with jax 0.10.2
"""

import json
import math
import sys

import jax
import jax.numpy as jnp
import numpy as np

jax.config.update("jax_enable_x64", True)

images = [(1, 3, 4, 2), (3, 5, 1), (2, 2, 3, 1)]
sizes = [(6, 7), (2, 3)]


def numbers(shape):
    return np.array([round(math.sin(1.3 * (i + 1) ** 2), 3) for i in range(math.prod(shape))]).reshape(shape)


def gaussian(x):
    x = abs(x)
    return math.exp(-(x**2) / (2 * 0.5**2)) if x < 1.5 else 0.0


def mitchell(x, b=1 / 3, c=1 / 3):  # as in the paper
    x = abs(x)
    if x < 1:
        return ((12 - 9 * b - 6 * c) * x**3 + (-18 + 12 * b + 6 * c) * x**2 + (6 - 2 * b)) / 6
    if x < 2:
        return ((-b - 6 * c) * x**3 + (6 * b + 30 * c) * x**2 + (-12 * b - 48 * c) * x + (8 * b + 24 * c)) / 6
    return 0.0


def kernel_matrix(kernel, old, new, antialias):
    scale = old / new
    reach = max(1.0, scale) if antialias else 1.0
    m = np.array([[kernel((j + 0.5 - (i + 0.5) * scale) / reach) for j in range(old)] for i in range(new)])
    return m / m.sum(1, keepdims=True)


def area_matrix(old, new):
    """Every old element cut into `new` equal parts: each new one is the mean of `old` of them."""
    parts = np.repeat(np.eye(old), new, axis=0)
    return parts.reshape(new, old, old).mean(1)


def by(matrix):
    def function(x, size):
        h, w = matrix(x.shape[-3], size[0]), matrix(x.shape[-2], size[1])
        return jnp.einsum("yh,...hwc,xw->...yxc", h, x, w)
    return function


def by_jax(method, antialias):
    return lambda x, size: jax.image.resize(x, (*x.shape[:-3], *size, x.shape[-1]), method, antialias=antialias)


def array(x):
    return {"shape": list(x.shape), "scalars": [float(f"{v:.14g}") for v in np.asarray(x).flatten()]}


def case(function, shape, size):
    x = jnp.asarray(numbers(shape))
    y, pullback = jax.vjp(lambda x: function(x, size), x)
    w = np.cos(np.arange(y.size) + 1).reshape(y.shape)
    return {"inputs": [array(x)], "outputs": [array(y)], "gradients": [array(pullback(jnp.asarray(w))[0])]}


methods = {"nearest": by_jax("nearest", False), "area": by(area_matrix)}
for antialias, suffix in [(False, ""), (True, " antialias")]:
    for name, jax_name in [("bilinear", "linear"), ("bicubic", "cubic"), ("lanczos3", "lanczos3"), ("lanczos5", "lanczos5")]:
        methods[name + suffix] = by_jax(jax_name, antialias)
    for name, kernel in [("gaussian", gaussian), ("mitchellcubic", mitchell)]:
        methods[name + suffix] = by(lambda old, new, k=kernel, a=antialias: kernel_matrix(k, old, new, a))

rows = {}
for name, function in methods.items():
    for size in sizes:
        function_name = "resizeArea" if name == "area" else f"resize {name}"
        rows[f"{function_name} to {size[0]} x {size[1]}"] = [case(function, shape, size) for shape in images]
json.dump(rows, sys.stdout, separators=(",", ":"))
print()
