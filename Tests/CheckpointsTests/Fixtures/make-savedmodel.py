"""Writes `jax2tf` and `keras`: SavedModels of JAX and of Keras, with what they compute, for SavedModelLoadingTests.

Run with TensorFlow 2.21, Keras 3.15 and JAX 0.10:  python make-savedmodel.py
"""

import os
import shutil

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import jax
import jax.numpy as jnp
import numpy as np
import tensorflow as tf
from jax.experimental import jax2tf

FOLDER = os.path.dirname(os.path.abspath(__file__))
X = np.array([[1, -2, 0.5], [0.25, 3, -1]], np.float32)
WEIGHT = np.arange(6, dtype=np.float32).reshape(3, 2) / 10
BIAS = np.array([0.5, -0.5], np.float32)


class Affine(tf.Module):
  def __init__(self):
    self.weight = tf.Variable(WEIGHT, name="weight")
    self.bias = tf.Variable(BIAS, name="bias")
    apply = jax2tf.convert(lambda w, b, x: (jnp.tanh(x @ w + b), jnp.argmax(x @ w + b, axis=1).astype(jnp.int32)))
    argument = tf.TensorSpec([2, 3], tf.float32, name="x")

    def call(x):
      values, classes = apply(self.weight, self.bias, x)
      return {"values": values, "classes": classes}

    self.predict = tf.function(call, input_signature=[argument], autograph=False)
    self.unsupported = tf.function(lambda x: tf.math.bessel_i0e(x), input_signature=[argument], autograph=False)


def save(name, model, signatures):
  path = os.path.join(FOLDER, name)
  shutil.rmtree(path, ignore_errors=True)
  tf.saved_model.save(model, path, signatures=signatures)
  for extra in ("fingerprint.pb", "assets"):
    other = os.path.join(path, extra)
    shutil.rmtree(other) if os.path.isdir(other) else os.path.exists(other) and os.remove(other)


jax.config.update("jax_platforms", "cpu")
affine = Affine()
save("jax2tf", affine, {"serving_default": affine.predict})
print("values  ", affine.predict(X)["values"].numpy().tolist())
print("classes ", affine.predict(X)["classes"].numpy().tolist())
