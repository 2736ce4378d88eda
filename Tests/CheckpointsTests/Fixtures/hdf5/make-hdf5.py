"""Writes HDF5 files as h5py and Keras do, for the tests of the reader.

Run in an environment with h5py, keras (with any backend) and ml_dtypes; the files lie beside this program.
"""

import os
from pathlib import Path

os.environ.setdefault("KERAS_BACKEND", "jax")
import h5py
import ml_dtypes
import numpy as np

here = Path(__file__).resolve().parent
whole = np.arange(24).reshape(2, 3, 4)


def fill(file):
    for name in ["i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8"]:
        file[f"types/{name}"] = whole.astype("<" + name)
        file[f"types/big_{name}"] = whole.astype(">" + name)
    file["types/flags"] = whole % 3 == 0
    bf16 = file.create_dataset("types/bf16", data=(whole / 8).astype(ml_dtypes.bfloat16))
    bf16.attrs["dtype"] = "bfloat16"
    file["types/scalar"] = np.float64(1.5)
    file["types/empty"] = np.zeros((0, 3), "f4")
    file["types/complex"] = whole.astype("c8")
    file["types/texts"] = ["Apus", "é"]
    file["types"].attrs["note"] = "é"
    file.attrs["made by"] = "h5py"
    file.attrs["fixed"] = np.bytes_("as long as it is")
    file.attrs["numbers"] = [1, 2, 3]


def fill_chunks(file):
    rows = np.arange(7 * 5 * 3, dtype="<f4").reshape(7, 5, 3)
    for name, options in {
        "plain": {},
        "deflated": dict(compression="gzip"),
        "shuffled": dict(compression="gzip", shuffle=True),
        "checked": dict(fletcher32=True),
        "all": dict(compression="gzip", shuffle=True, fletcher32=True),
    }.items():
        file.create_dataset(name, data=rows, chunks=(3, 2, 3), **options)
    file.create_dataset("big", data=rows.astype(">f8"), chunks=(4, 5, 1), compression="gzip", shuffle=True)
    file.create_dataset("row", data=np.arange(10_000, dtype="<i2"), chunks=(16,))


with h5py.File(here / "types.h5", "w") as file:
    fill(file)
with h5py.File(here / "types-latest.h5", "w", libver="latest") as file:
    fill(file)
with h5py.File(here / "chunks.h5", "w") as file:
    fill_chunks(file)
with h5py.File(here / "latest.h5", "w", libver="latest") as file:
    file.create_dataset("single", data=whole.astype("<f4"), chunks=whole.shape, compression="gzip", shuffle=True)
    file.create_dataset("unpacked", data=whole.astype("<f4"), chunks=whole.shape)
    for number in range(200):
        file[f"many/{number}"] = np.int32(number)
with h5py.File(here / "many.h5", "w") as file:
    for number in range(300):
        file[f"many/{number}"] = np.int32(number)
with h5py.File(here / "elsewhere.h5", "w") as file:
    file["outside"] = h5py.ExternalLink("/etc/passwd", "/")
with h5py.File(here / "symbolic.h5", "w") as file:
    file["link"] = h5py.SoftLink("/link")
with h5py.File(here / "circle.h5", "w") as file:
    file.create_group("a")["b"] = file["/"]
with h5py.File(here / "unwritten.h5", "w") as file:
    file.create_dataset("a", (3,), "f4")
with h5py.File(here / "lzf.h5", "w") as file:
    file.create_dataset("a", data=np.zeros(100, "f4"), compression="lzf")
with h5py.File(here / "resizable.h5", "w", libver="latest") as file:
    file.create_dataset("a", data=np.zeros(100, "f4"), chunks=(10,), maxshape=(None,))

import keras

keras.utils.set_random_seed(1)
model = keras.Sequential(
    [
        keras.Input((6, 6, 2)),
        keras.layers.Conv2D(3, 3, name="first"),
        keras.layers.BatchNormalization(),
        keras.layers.Flatten(),
        keras.layers.Dense(4),
        keras.layers.Dense(2, use_bias=False),
    ]
)
for number, weight in enumerate(model.weights):
    weight.assign(np.arange(np.prod(weight.shape)).reshape(weight.shape) + 100 * number)
model.save_weights(here / "keras.weights.h5")
model.save(here / "model.keras")
model.save(here / "legacy.h5")

images = np.linspace(-1, 1, 2 * 6 * 6 * 2, dtype="f4").reshape(2, 6, 6, 2)
np.savez(here / "keras-example.npz", x=images, y=np.asarray(model(images)))


class Block(keras.layers.Layer):
    def __init__(self, units):
        super().__init__()
        self.inner = keras.layers.Dense(units)

    def call(self, x):
        return x + self.inner(x)


class Subclassed(keras.Model):
    def __init__(self):
        super().__init__()
        self.first = keras.layers.Dense(3)
        self.blocks = [Block(3), Block(3)]
        self.heads = [keras.layers.Dense(2), keras.layers.LayerNormalization(), keras.layers.Dense(1)]

    def call(self, x):
        for layer in [self.first, *self.blocks, *self.heads]:
            x = layer(x)
        return x


model = Subclassed()
rows = np.linspace(-1, 1, 8, dtype="f4").reshape(4, 2)
model(rows)
model.save_weights(here / "subclassed.weights.h5")
np.savez(here / "subclassed-example.npz", x=rows, y=np.asarray(model(rows)))
