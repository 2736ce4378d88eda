"""JAX, every step one `jit` on its own CPU client, as a benchmark worker."""

import argparse
import platform
from collections.abc import Callable

import jax
import jax.numpy as jnp

import jax_models
import workloads
from protocol import Step, Workload, serve, time_host, time_launch


def stateful(function: Callable, state: object, *inputs: jax.Array) -> Step:
    """A step that feeds its state, donated, back into `function(state, *inputs) -> (loss, state)`."""
    compiled = jax.jit(function, donate_argnums=0)

    def launch() -> jax.Array:
        nonlocal state
        loss, state = compiled(state, *inputs)
        return loss

    return Step(launch, float)


def descended(parameters: object, gradients: object) -> object:
    return jax.tree.map(lambda value, gradient: value - workloads.LEARNING_RATE * gradient, parameters, gradients)


def tutorial_step() -> Step:
    x, y = map(jnp.asarray, workloads.tutorial_data())

    def step(parameters: tuple, x: jax.Array, y: jax.Array) -> tuple:
        def error(parameters: tuple) -> jax.Array:
            w, b = parameters
            return ((w * x + b - y) ** 2).mean()

        loss, gradients = jax.value_and_grad(error)(parameters)
        return loss, descended(parameters, gradients)

    return stateful(step, (jnp.float32(5), jnp.float32(0)), x, y)


def classifier_step(model: Callable, weights: list, shape: tuple[int, ...]) -> Step:
    def step(parameters: list, inputs: jax.Array, labels: jax.Array) -> tuple:
        def error(parameters: list) -> jax.Array:
            return jax_models.cross_entropy(model(parameters, inputs), labels)

        loss, gradients = jax.value_and_grad(error)(parameters)
        return loss, descended(parameters, gradients)

    return stateful(step, jax_models.with_biases(weights), *map(jnp.asarray, workloads.batch(*shape)))


def mlp_step() -> Step:
    return classifier_step(jax_models.mlp, workloads.weights(workloads.MLP_WEIGHTS), (32, 784))


def lenet_step() -> Step:
    return classifier_step(jax_models.lenet, workloads.weights(workloads.LENET_WEIGHTS), (128, 28, 28, 1))


def resnet_step() -> Step:
    parameters, statistics = jax_models.resnet_state(workloads.weights(workloads.resnet_weight_shapes()))

    def step(state: tuple, images: jax.Array, labels: jax.Array) -> tuple:
        parameters, velocities, statistics = state

        def error(parameters: list) -> tuple[jax.Array, list]:
            logits, updated = jax_models.resnet20(parameters, statistics, images)
            return jax_models.cross_entropy(logits, labels), updated

        (loss, statistics), gradients = jax.value_and_grad(error, has_aux=True)(parameters)
        velocities = jax.tree.map(lambda velocity, gradient: workloads.MOMENTUM * velocity + gradient, velocities, gradients)
        return loss, (descended(parameters, velocities), velocities, statistics)

    velocities = jax.tree.map(jnp.zeros_like, parameters)
    return stateful(step, (parameters, velocities, statistics), *map(jnp.asarray, workloads.batch(32, 32, 32, 3)))


def scalar_add() -> Step:
    a, b = jnp.float32(1.5), jnp.float32(2.25)
    add = jax.jit(lambda a, b: a + b)
    return Step(lambda: add(a, b).block_until_ready(), float)


def six_numbers() -> Step:
    x = jnp.arange(1.0, 7.0)
    twice = jax.jit(lambda x: x + x)
    return Step(lambda: twice(x).tolist(), sum)


def keep_programs_in(folder: str) -> None:
    """Compiled programs of every size and age go to `folder`, so that a second process finds them."""
    jax.config.update("jax_compilation_cache_dir", folder)
    jax.config.update("jax_persistent_cache_min_compile_time_secs", 0)
    jax.config.update("jax_persistent_cache_min_entry_size_bytes", -1)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--threads", type=int, required=True, help="unused: JAX counts the processors it may use")
    parser.add_argument("--cache", help="folder for compiled programs")
    arguments = parser.parse_args()
    if arguments.cache:
        keep_programs_in(arguments.cache)
    offers = {
        workloads.TUTORIAL: Workload(tutorial_step),
        workloads.TUTORIAL_COMPILED: Workload(tutorial_step),
        workloads.MLP: Workload(mlp_step),
        workloads.LENET: Workload(lenet_step),
        workloads.LENET_COMPILED: Workload(lenet_step),
        workloads.LENET_LAUNCH: Workload(lenet_step, time_launch),
        workloads.LENET_HOST: Workload(lenet_step, time_host),
        workloads.LENET_HOST_COMPILED: Workload(lenet_step, time_host),
        workloads.RESNET: Workload(resnet_step),
        workloads.SCALAR_ADD: Workload(scalar_add, time_launch),
        workloads.SIX_NUMBERS: Workload(six_numbers),
    }
    versions = {"jax": jax.__version__, "jaxlib": jax.lib.__version__, "python": platform.python_version()}
    serve(versions, offers)
