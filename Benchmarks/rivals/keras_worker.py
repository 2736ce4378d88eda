"""Keras on TensorFlow as a benchmark worker, of what it is asked beside: `fit`."""

import argparse
import os
import platform

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
import keras
import tensorflow as tf

import workloads
from protocol import Step, Workload, serve


class Quadratic(keras.Model):
    def __init__(self) -> None:
        super().__init__()
        self.coefficients = [self.add_weight(shape=(), initializer=keras.initializers.Constant(value)) for value in workloads.QUADRATIC_COEFFICIENTS]

    def call(self, x: tf.Tensor) -> tf.Tensor:
        squared, linear, offset = self.coefficients
        return squared * x * x + linear * x + offset


def quadratic_training() -> Step:
    x, y = (array[:, None] for array in workloads.quadratic_data())
    model = Quadratic()
    model.compile(optimizer=keras.optimizers.SGD(learning_rate=0.01), loss="mse")

    def launch() -> float:
        model.fit(x, y, epochs=100, batch_size=32, verbose=0)
        return model.evaluate(x, y, batch_size=len(x), verbose=0)

    return Step(launch, float)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--cache", help="unused")
    arguments = parser.parse_args()
    tf.config.threading.set_intra_op_parallelism_threads(arguments.threads)
    tf.config.threading.set_inter_op_parallelism_threads(arguments.threads)
    versions = {"keras": keras.__version__, "tensorflow": tf.__version__, "python": platform.python_version()}
    serve(versions, {workloads.QUADRATIC_FIT: Workload(quadratic_training)})
