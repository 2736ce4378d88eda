"""Files of TensorFlow, safetensors, NumPy, Keras and JAX are read by Apus, and what Apus writes by them.

    check.py APUS       # the program `apus`

Each writer saves the same tensors; `apus convert` makes every other format of each file; each reader has to find the same names, types,
shapes and bits in it. Prints the matrix of writers and readers, and ends with code 1 if a cell of it is wrong.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import h5py
import jax.numpy as jnp
import keras
import ml_dtypes
import numpy as np
import safetensors.flax
import safetensors.numpy
import tensorflow as tf

apus = Path(sys.argv[1]).resolve()
numbers = np.arange(24).reshape(2, 3, 4)
tensors = {f"model/{dtype}": numbers.astype(dtype) for dtype in ["int8", "int16", "int32", "int64", "uint8", "uint16", "float16", "float32", "float64"]}
tensors |= {"model/bool": numbers % 3 == 0, "model/scalar": np.array(1.5, "f4"), "model/empty": np.zeros((0, 3), "f4")}
half = {"model/bfloat16": (numbers / 8).astype(ml_dtypes.bfloat16)}


class Failure(Exception):
    pass


def convert(source, target):
    result = subprocess.run([apus, "convert", "--drop-metadata", source, target], capture_output=True, text=True)
    if result.returncode != 0:
        raise Failure(result.stderr.strip())


def compare(found, expected):
    if set(found) != set(expected):
        raise Failure(f"names {sorted(set(found) ^ set(expected))} differ")
    for name, value in expected.items():
        other = np.asarray(found[name])
        if other.dtype != value.dtype or other.shape != value.shape or other.tobytes() != value.tobytes():
            raise Failure(f"{name}: {other.dtype}{list(other.shape)} instead of {value.dtype}{list(value.shape)}, or other bits")


class Tree(tf.Module):
    """A module whose checkpoint has the names of the tensors."""

    def __init__(self, values):
        super().__init__()
        self.model = tf.Module()
        for name, value in values.items():
            setattr(self.model, name.removeprefix("model/").removeprefix("model."), tf.Variable(value))


def save_checkpoint(values, path):
    tf.train.Checkpoint(Tree(values)).write(str(path))
    return path


def load_checkpoint(path):
    reader = tf.train.load_checkpoint(str(path))
    suffix = "/.ATTRIBUTES/VARIABLE_VALUE"
    names = [name for name in reader.get_variable_to_shape_map() if name.endswith(suffix) and not name.startswith("save_counter")]
    return {name.removesuffix(suffix): reader.get_tensor(name) for name in names}


def load_h5(path):
    found = {}

    def visit(name, item):
        if isinstance(item, h5py.Dataset):
            marked = item.attrs.get("dtype") == "bfloat16"
            found[name] = np.array(item, dtype=ml_dtypes.bfloat16) if marked else np.array(item)

    with h5py.File(path) as file:
        file.visititems(visit)
    return found


def save_h5(values, path):
    with h5py.File(path, "w") as file:
        for name, value in values.items():
            dataset = file.create_dataset(name, data=value)
            if value.dtype == ml_dtypes.bfloat16:
                dataset.attrs["dtype"] = "bfloat16"
    return path


def saving(function, name):
    return lambda values, folder: function(values, folder / name) or folder / name


writers = {
    "TensorFlow": saving(save_checkpoint, "checkpoint"),
    "safetensors": saving(lambda values, path: safetensors.numpy.save_file(values, path), "a.safetensors"),
    "JAX": saving(lambda values, path: safetensors.flax.save_file({n: jnp.asarray(v) for n, v in values.items()}, path), "jax.safetensors"),
    "NumPy": saving(lambda values, path: np.savez(path, **values), "a.npz"),
    "NumPy, packed": saving(lambda values, path: np.savez_compressed(path, **values), "packed.npz"),
    "h5py": saving(save_h5, "a.h5"),
}
readers = {
    "TensorFlow": ("to-checkpoint", load_checkpoint),
    "safetensors": ("to.safetensors", safetensors.numpy.load_file),
    "JAX": ("to-jax.safetensors", safetensors.flax.load_file),
    "NumPy": ("to.npz", lambda path: dict(np.load(path))),
    "h5py": ("to.h5", load_h5),
}
# JAX has no 64-bit numbers unless it is told so, and NumPy no BFloat16.
without_wide = {name: value for name, value in tensors.items() if value.dtype.itemsize < 8}


def renamed(values, found):
    """Apus writes `model.x` for the path `model/x` of a checkpoint."""
    return {name.replace("/", "."): value for name, value in values.items()} if any("." in name for name in found) else values


def check_matrix(folder):
    wrong = []
    print("writer \\ reader".ljust(16) + "".join(name.ljust(14) for name in readers))
    for writer, save in writers.items():
        cells = []
        for reader, (target, load) in readers.items():
            values = dict(without_wide if "JAX" in (writer, reader) else tensors)
            if "NumPy" not in writer + reader:
                values |= half
            place = folder / f"{writer}-{reader}".replace(" ", "")
            place.mkdir()
            try:
                convert(save(values, place), place / target)
                found = load(place / target)
                if reader == "TensorFlow":
                    found = {name.replace(".S", "/"): value for name, value in found.items()}
                compare(found, renamed(values, found))
                cells.append("equal")
            except Exception as error:
                cells.append("WRONG")
                wrong.append(f"{writer} to {reader}: {error}")
        print(writer.ljust(16) + "".join(cell.ljust(14) for cell in cells))
    return wrong


def check_keras(folder):
    """Keras loads what Apus writes of its weights, and a model of Keras's stays what it was."""
    keras.utils.set_random_seed(1)

    def make():
        layers = [keras.Input((6, 6, 2)), keras.layers.Conv2D(3, 3), keras.layers.BatchNormalization(), keras.layers.Flatten(), keras.layers.Dense(4)]
        return keras.Sequential(layers)

    wrong = []
    model, images = make(), np.linspace(-1, 1, 144, dtype="f4").reshape(2, 6, 6, 2)
    expected = np.asarray(model(images))
    for name, save in {"keras.weights.h5": model.save_weights, "model.keras": model.save}.items():
        save(folder / name)
        try:
            convert(folder / name, folder / f"{name}.safetensors")
            convert(folder / f"{name}.safetensors", folder / "back.weights.h5")
            other = make()
            other.load_weights(folder / "back.weights.h5")
            if not np.array_equal(np.asarray(other(images)), expected):
                raise Failure("other outputs")
            print(f"{name} → safetensors → .weights.h5 → Keras: equal outputs")
        except Exception as error:
            wrong.append(f"Keras, {name}: {error}")
    keras.mixed_precision.set_dtype_policy("bfloat16")
    try:
        model, other = make(), make()
        model.save_weights(folder / "half.weights.h5")
        convert(folder / "half.weights.h5", folder / "half.safetensors")
        convert(folder / "half.safetensors", folder / "back-half.weights.h5")
        other.load_weights(folder / "back-half.weights.h5")
        if any(str(a.dtype) != str(b.dtype) or not np.array_equal(np.asarray(a, "f4"), np.asarray(b, "f4")) for a, b in zip(model.weights, other.weights)):
            raise Failure("other weights")
        print("BFloat16 weights → safetensors → .weights.h5 → Keras: equal")
    except Exception as error:
        wrong.append(f"Keras, BFloat16: {error}")
    return wrong


def check_bytes(folder):
    """What another has written comes back byte for byte where the format has one way to write it."""
    wrong = []
    for name, save in {"NumPy": "a.npz", "safetensors": "a.safetensors"}.items():
        values = tensors if name == "NumPy" else tensors | half
        writers[name](values, folder)
        convert(folder / save, folder / f"copy-{save}")
        if (folder / save).read_bytes() == (folder / f"copy-{save}").read_bytes():
            print(f"{save}: byte for byte {name}'s")
        else:
            wrong.append(f"{save}: other bytes than {name}'s")
    return wrong


with tempfile.TemporaryDirectory() as folder:
    folder = Path(folder)
    versions = {"TensorFlow": tf, "Keras": keras, "NumPy": np, "JAX": sys.modules["jax"], "h5py": h5py}
    print(", ".join(f"{name} {module.__version__}" for name, module in versions.items()))
    for part in ["matrix", "keras", "bytes"]:
        (folder / part).mkdir()
    wrong = check_matrix(folder / "matrix") + check_keras(folder / "keras") + check_bytes(folder / "bytes")
for line in wrong:
    print(line, file=sys.stderr)
sys.exit(1 if wrong else 0)
