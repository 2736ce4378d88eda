"""A network that `apus` has trained and exported runs in TensorFlow, TFLite and JAX with the results of `apus run`.

    check-models.py APUS       # the program `apus`

Trains LeNet on the bundled digits for an epoch, exports it in every form, and prints the greatest difference for each reader and form;
ends with code 1 if one is above 1e-6, in parts of the greatest result.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np
import tensorflow as tf
from safetensors.numpy import load_file, save_file

apus = Path(sys.argv[1]).resolve()
run_in_jax = Path(__file__).resolve().parents[2] / "Scripts" / "run-program-in-jax"
tolerance = 1e-6
wrong = []


def call(*arguments):
    result = subprocess.run([*map(str, arguments)], capture_output=True, text=True, env=os.environ | {"APUS_OFFLINE": "1"})
    if result.returncode != 0:
        wrong.append(arguments)
        print("FAIL", *arguments, result.stdout, result.stderr)
    return result.stdout


def compare(what, value, expected):
    difference = float(np.max(np.abs(value - expected)) / np.max(np.abs(expected)))
    isRight = value.shape == expected.shape and difference <= tolerance
    print("ok  " if isRight else "FAIL", what.ljust(48), f"{difference:.1e}")
    if not isRight:
        wrong.append(what)


def check_saved_model(form, folder, images, logits):
    model = tf.saved_model.load(str(folder))
    compare(f"TensorFlow, {form}: the object", model(tf.constant(images)).numpy(), logits)
    compare(f"TensorFlow, {form}: one image", model(tf.constant(images[:1])).numpy(), logits[:1])
    compare(f"TensorFlow, {form}: the signature", model.signatures["serving_default"](images=tf.constant(images))["logits"].numpy(), logits)
    if len(model.variables) != 10 or model.conv1.filter.shape != (5, 5, 1, 6):
        wrong.append(f"{form}: variables")
    with tf.Graph().as_default(), tf.compat.v1.Session() as session:
        loaded = tf.compat.v1.saved_model.load(session, ["serve"], str(folder)).signature_def["serving_default"]
        values = session.run(loaded.outputs["logits"].name, {loaded.inputs["images"].name: images})
    compare(f"TensorFlow, {form}: without objects", values, logits)
    interpreter = tf.lite.Interpreter(model_content=tf.lite.TFLiteConverter.from_saved_model(str(folder)).convert())
    interpreter.resize_tensor_input(interpreter.get_input_details()[0]["index"], images.shape)
    compare(f"TFLite, {form}", interpreter.get_signature_runner("serving_default")(images=images)["logits"], logits)


with tempfile.TemporaryDirectory() as name:
    folder = Path(name)
    call(apus, "train", "lenet-mnist", "--epochs", "1", "--output", folder / "run")
    for form in ["saved-model", "operations", "program", "step"]:
        call(apus, "export", folder / "run", "--format", form, "--batch-size", "16", "--output", folder / form)
    random = np.random.default_rng(0)
    images = random.random((16, 28, 28, 1), dtype=np.float32)
    save_file({"images": images}, folder / "images.safetensors")
    save_file({"images": images, "labels": np.arange(16, dtype=np.int32) % 10}, folder / "batch.safetensors")
    call(apus, "run", folder / "program", "--inputs", folder / "images.safetensors", "--outputs", folder / "logits.safetensors")
    call(apus, "run", folder / "step", "--steps", "5", "--inputs", folder / "batch.safetensors", "--outputs", folder / "loss.safetensors")
    logits = load_file(folder / "logits.safetensors")["logits"]
    for form in ["saved-model", "operations"]:
        check_saved_model(form, folder / form, images, logits)
    print("JAX, a program")
    print(call(sys.executable, run_in_jax, folder / "program", folder / "images.safetensors", folder / "logits.safetensors"), end="")
    print("JAX, five steps of training")
    print(call(sys.executable, run_in_jax, folder / "step", folder / "batch.safetensors", folder / "loss.safetensors", "--steps", "5"), end="")

sys.exit(1 if wrong else 0)
