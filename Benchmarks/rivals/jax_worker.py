"""JAX, every step one `jit` on its own CPU client, as a benchmark worker."""

import argparse
import functools
import platform
from collections.abc import Callable

import jax
import jax.numpy as jnp

import jax_models
import jax_sequences
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


def descended(parameters: object, gradients: object, rate: float = workloads.LEARNING_RATE) -> object:
    return jax.tree.map(lambda value, gradient: value - rate * gradient, parameters, gradients)


def tutorial_update(parameters: tuple, x: jax.Array, y: jax.Array) -> tuple:
    def error(parameters: tuple) -> jax.Array:
        w, b = parameters
        return ((w * x + b - y) ** 2).mean()

    loss, gradients = jax.value_and_grad(error)(parameters)
    return loss, descended(parameters, gradients)


def tutorial_step() -> Step:
    return stateful(tutorial_update, (jnp.float32(5), jnp.float32(0)), *map(jnp.asarray, workloads.tutorial_data()))


def tutorial_epochs() -> Step:
    def epochs(parameters: tuple, x: jax.Array, y: jax.Array) -> tuple:
        def epoch(parameters: tuple, _: None) -> tuple:
            loss, parameters = tutorial_update(parameters, x, y)
            return parameters, loss

        parameters, losses = jax.lax.scan(epoch, parameters, None, length=workloads.TUTORIAL_EPOCHS)
        return losses[-1], parameters

    return stateful(epochs, (jnp.float32(5), jnp.float32(0)), *map(jnp.asarray, workloads.tutorial_data()))


def classifier_step(model: Callable, weights: list, shape: tuple[int, ...]) -> Step:
    def step(parameters: list, inputs: jax.Array, labels: jax.Array) -> tuple:
        def error(parameters: list) -> jax.Array:
            return jax_models.cross_entropy(model(parameters, inputs), labels)

        loss, gradients = jax.value_and_grad(error)(parameters)
        return loss, descended(parameters, gradients)

    return stateful(step, jax_models.with_biases(weights), *map(jnp.asarray, workloads.batch(*shape)))


def mlp_step(size: int) -> Step:
    return classifier_step(jax_models.mlp, workloads.weights(workloads.MLP_WEIGHTS), (size, 784))


def lenet_step(size: int = 128) -> Step:
    return classifier_step(jax_models.lenet, workloads.weights(workloads.LENET_WEIGHTS), (size, 28, 28, 1))


def lstm_step(size: int) -> Step:
    shape = (size, workloads.LSTM_TIMES, workloads.LSTM_INPUTS)
    return classifier_step(jax_sequences.lstm, workloads.weights(workloads.lstm_weight_shapes()), shape)


def gpt_step(size: int) -> Step:
    """AdamW: I. Loshchilov and F. Hutter, "Decoupled weight decay regularization", 2019, algorithm 2."""
    rate, decay = workloads.GPT_LEARNING_RATE, workloads.GPT_WEIGHT_DECAY
    keep1, keep2 = workloads.GPT_BETAS

    def step(state: tuple, texts: jax.Array, following: jax.Array) -> tuple:
        parameters, first, second, count = state

        def error(parameters: dict) -> jax.Array:
            logits = jax_sequences.gpt(parameters, texts)
            return jax_models.cross_entropy(logits.reshape(-1, logits.shape[-1]), following.reshape(-1))

        loss, gradients = jax.value_and_grad(error)(parameters)
        count = count + 1
        first = jax.tree.map(lambda mean, gradient: keep1 * mean + (1 - keep1) * gradient, first, gradients)
        second = jax.tree.map(lambda mean, gradient: keep2 * mean + (1 - keep2) * gradient * gradient, second, gradients)
        unbiased1, unbiased2 = 1 - keep1**count, 1 - keep2**count

        def updated(value: jax.Array, first: jax.Array, second: jax.Array) -> jax.Array:
            direction = first / unbiased1 / (jnp.sqrt(second / unbiased2) + workloads.GPT_EPSILON)
            return value - rate * (direction + decay * value)

        return loss, (jax.tree.map(updated, parameters, first, second), first, second, count)

    parameters = jax_sequences.gpt_state(workloads.weights(workloads.gpt_weight_shapes()))
    first, second = (jax.tree.map(jnp.zeros_like, parameters) for _ in range(2))
    return stateful(step, (parameters, first, second, jnp.float32(0)), *map(jnp.asarray, workloads.words(size)))


def normalized_step(
    model: Callable, weights: list, shape: tuple[int, ...], rate: float = workloads.LEARNING_RATE
) -> Step:
    """Of a network with batch norms, by gradient descent with momentum."""
    parameters, statistics = jax_models.normalized_state(weights)

    def step(state: tuple, images: jax.Array, labels: jax.Array) -> tuple:
        parameters, velocities, statistics = state

        def error(parameters: list) -> tuple[jax.Array, list]:
            logits, updated = model(parameters, statistics, images)
            return jax_models.cross_entropy(logits, labels), updated

        (loss, statistics), gradients = jax.value_and_grad(error, has_aux=True)(parameters)
        velocities = jax.tree.map(lambda velocity, gradient: workloads.MOMENTUM * velocity + gradient, velocities, gradients)
        return loss, (descended(parameters, velocities, rate), velocities, statistics)

    velocities = jax.tree.map(jnp.zeros_like, parameters)
    return stateful(step, (parameters, velocities, statistics), *map(jnp.asarray, workloads.batch(*shape)))


def resnet_step(size: int, blocks_in_stage: int = workloads.RESNET_BLOCKS_IN_STAGE) -> Step:
    weights = workloads.weights(workloads.resnet_weight_shapes(blocks_in_stage))
    model = functools.partial(jax_models.resnet, blocks_in_stage=blocks_in_stage)
    return normalized_step(model, weights, (size, 32, 32, 3))


def resnet56_step() -> Step:
    return resnet_step(32, workloads.RESNET56_BLOCKS_IN_STAGE)


def mobilenet_step(size: int) -> Step:
    weights = workloads.weights(workloads.mobilenet_weight_shapes())
    return normalized_step(jax_models.mobilenet, weights, (size, 96, 96, 3), workloads.MOBILENET_LEARNING_RATE)


def training_steps() -> dict[str, Workload]:
    """Without mixed precision, which is PyTorch's to offer."""
    families = [
        (workloads.MLP, mlp_step), (workloads.LENET, lenet_step), (workloads.RESNET, resnet_step),
        (workloads.MOBILENET, mobilenet_step), (workloads.GPT, gpt_step), (workloads.LSTM, lstm_step),
    ]
    return {
        name: Workload(functools.partial(prepare, size))
        for sizes, prepare in families for name, size in sizes.items() if not name.endswith(workloads.MIXED_SUFFIX)
    }


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
        workloads.TUTORIAL_EPOCHS_COMPILED: Workload(tutorial_epochs),
        workloads.LENET_LAUNCH: Workload(lenet_step, time_launch),
        workloads.LENET_HOST: Workload(lenet_step, time_host),
        workloads.LENET_HOST_COMPILED: Workload(lenet_step, time_host),
        workloads.RESNET56_HOST: Workload(resnet56_step, time_host),
        workloads.RESNET56_HOST_COMPILED: Workload(resnet56_step, time_host),
        workloads.SCALAR_ADD: Workload(scalar_add, time_launch),
        workloads.SIX_NUMBERS: Workload(six_numbers),
    } | training_steps()
    versions = {"jax": jax.__version__, "jaxlib": jax.lib.__version__, "python": platform.python_version()}
    serve(versions, offers)
