"""Writes weights of Keras's recurrent layers with what they make of an input, for the tests of name mapping.

Run in an environment with keras, tensorflow and numpy; the files lie beside this program.
"""

import os
from pathlib import Path

os.environ.setdefault("KERAS_BACKEND", "tensorflow")

import keras
import numpy as np

here = Path(__file__).resolve().parent
random = np.random.default_rng(3)


def layers():
    return [
        keras.layers.SimpleRNN(4, return_sequences=True),
        keras.layers.LSTM(5, return_sequences=True),
        keras.layers.GRU(4, return_sequences=True),
        keras.layers.GRU(3, return_sequences=True, reset_after=False),
        keras.layers.Bidirectional(keras.layers.LSTM(2, return_sequences=True)),
        keras.layers.LSTM(3),
    ]


class Subclassed(keras.Model):
    def __init__(self):
        super().__init__()
        basic, lstm, gru, before, self.both, self.last = layers()
        self.first = [basic, lstm]
        self.gated = [gru, before]

    def call(self, x):
        for layer in [*self.first, *self.gated, self.both, self.last]:
            x = layer(x)
        return x


x = random.standard_normal((2, 5, 3)).astype("f4")
for name, model in {"recurrent": keras.Sequential([keras.Input((None, 3)), *layers()]), "subclassed-recurrent": Subclassed()}.items():
    model(x)
    # Biases would be zeros, of which none could stand in a wrong place.
    model.set_weights([random.uniform(-0.7, 0.7, weight.shape).astype("f4") for weight in model.get_weights()])
    model.save_weights(here / f"{name}.weights.h5")
    np.savez(here / f"{name}-example.npz", x=x, y=np.asarray(model(x)))
