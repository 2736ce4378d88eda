"""Writes keras.json: what Keras computes for the losses that models are compiled with.

    python make-keras.py > keras.json     # with keras 3.15.1, jax 0.10.2
"""

import json
import os

os.environ["KERAS_BACKEND"] = "jax"
import keras
import numpy as np

predicted = np.array([[0.7, 0.2, 0.1], [0.1, 0.3, 0.6]], np.float32)
one_hot = np.array([[1, 0, 0], [0, 1, 0]], np.float32)
classes = np.array([0, 1], np.int32)

by_name = [
    "mean_squared_error", "mean_absolute_error", "mean_absolute_percentage_error", "mean_squared_logarithmic_error", "log_cosh", "huber",
    "poisson", "hinge", "squared_hinge", "categorical_hinge", "kl_divergence", "binary_crossentropy", "categorical_crossentropy",
    "sparse_categorical_crossentropy",
]


def value(loss, target):
    return float(np.mean(keras.ops.convert_to_numpy(loss(target, predicted))))


losses = {name: value(keras.losses.get(name), classes if name.startswith("sparse") else one_hot) for name in by_name}
losses["sparse logits"] = value(keras.losses.SparseCategoricalCrossentropy(from_logits=True), classes)
losses["categorical logits"] = value(keras.losses.CategoricalCrossentropy(from_logits=True), one_hot)
losses["binary logits"] = value(keras.losses.BinaryCrossentropy(from_logits=True), one_hot)
print(json.dumps({"losses": losses}, indent=1))
