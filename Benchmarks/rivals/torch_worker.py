"""PyTorch, eager, as a benchmark worker. `--layout` chooses how images lie in memory."""

import argparse
import platform
from collections.abc import Callable

import torch
from torch import nn
from torch.nn import functional

import data_reading
import torch_models
import torch_sequences
import workloads
from protocol import Step, Workload, serve, time_launch


def tutorial_step(count: int = 1) -> Step:
    """As many steps; the loss is that of the last."""
    x, y = (torch.from_numpy(array) for array in workloads.tutorial_data())
    w = torch.tensor(5.0, requires_grad=True)
    b = torch.tensor(0.0, requires_grad=True)

    def step() -> torch.Tensor:
        loss = ((w * x + b - y) ** 2).mean()
        loss.backward()
        with torch.no_grad():
            for parameter in (w, b):
                parameter -= workloads.LEARNING_RATE * parameter.grad
                parameter.grad = None
        return loss

    def launch() -> torch.Tensor:
        for _ in range(count - 1):
            step()
        return step()

    return Step(launch, torch.Tensor.item)


def quadratic_training() -> Step:
    """Batches are slices of a random order: a DataLoader takes longer."""
    x, y = (torch.from_numpy(array) for array in workloads.quadratic_data())
    squared, linear, offset = (torch.tensor(value, requires_grad=True) for value in workloads.QUADRATIC_COEFFICIENTS)
    optimizer = torch.optim.SGD([squared, linear, offset], lr=0.01)

    def error(x: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
        return functional.mse_loss(squared * x * x + linear * x + offset, y)

    def launch() -> torch.Tensor:
        for _ in range(100):
            order = torch.randperm(len(x))
            for batch in order.split(32):
                optimizer.zero_grad()
                error(x[batch], y[batch]).backward()
                optimizer.step()
        with torch.no_grad():
            return error(x, y)

    return Step(launch, torch.Tensor.item)


def training_step(
    model: nn.Module, inputs: torch.Tensor, labels: torch.Tensor, optimizer: torch.optim.Optimizer, mixed: bool = False
) -> Step:
    def launch() -> torch.Tensor:
        optimizer.zero_grad()
        with torch.autocast("cpu", torch.bfloat16, enabled=mixed):
            loss = functional.cross_entropy(model(inputs).flatten(0, -2), labels.flatten())
        loss.backward()
        optimizer.step()
        return loss

    return Step(launch, torch.Tensor.item)


def classifier_step(
    model: nn.Module, batch: tuple, mixed: bool, momentum: float = 0.0, rate: float = workloads.LEARNING_RATE
) -> Step:
    inputs, labels = batch
    optimizer = torch.optim.SGD(model.parameters(), lr=rate, momentum=momentum)
    return training_step(model, inputs, labels.long(), optimizer, mixed)


def mlp_step(size: int, mixed: bool) -> Step:
    model = torch_models.mlp()
    torch_models.fill(model, workloads.weights(workloads.MLP_WEIGHTS))
    return classifier_step(model, map(torch.from_numpy, workloads.batch(size, 784)), mixed)


def lstm_step(size: int, mixed: bool) -> Step:
    batch = workloads.batch(size, workloads.LSTM_TIMES, workloads.LSTM_INPUTS)
    return classifier_step(torch_sequences.LSTM(), map(torch.from_numpy, batch), mixed)


def gpt_step(size: int, mixed: bool) -> Step:
    model = torch_sequences.GPT()
    optimizer = torch.optim.AdamW(
        model.parameters(), lr=workloads.GPT_LEARNING_RATE, betas=workloads.GPT_BETAS, eps=workloads.GPT_EPSILON,
        weight_decay=workloads.GPT_WEIGHT_DECAY, fused=True)
    texts, following = map(torch.from_numpy, workloads.words(size))
    return training_step(model, texts, following.long(), optimizer, mixed)


def image_step(
    model: nn.Module, weights: list, shape: tuple[int, ...], layout: torch.memory_format, *descent: float | bool
) -> Step:
    """`descent` is what `classifier_step` takes besides model and batch."""
    torch_models.fill(model, weights)
    images, labels = map(torch.from_numpy, workloads.batch(*shape))
    # A contiguous copy first: the permuted view is already laid out as channels_last.
    images = images.permute(0, 3, 1, 2).contiguous().to(memory_format=layout)
    return classifier_step(model.to(memory_format=layout), (images, labels), *descent)


def lenet_step(size: int, mixed: bool, layout: torch.memory_format) -> Step:
    weights = workloads.weights(workloads.LENET_WEIGHTS)
    return image_step(torch_models.LeNet(), weights, (size, 28, 28, 1), layout, mixed)


def resnet_step(size: int, mixed: bool, layout: torch.memory_format) -> Step:
    weights = workloads.weights(workloads.resnet_weight_shapes())
    return image_step(torch_models.ResNet(), weights, (size, 32, 32, 3), layout, mixed, workloads.MOMENTUM)


def mobilenet_step(size: int, mixed: bool, layout: torch.memory_format) -> Step:
    weights = workloads.weights(workloads.mobilenet_weight_shapes())
    descent = (mixed, workloads.MOMENTUM, workloads.MOBILENET_LEARNING_RATE)
    return image_step(torch_models.MobileNet(), weights, (size, 96, 96, 3), layout, *descent)


def scalar_add() -> Step:
    a, b = torch.tensor(1.5), torch.tensor(2.25)
    return Step(lambda: a + b, torch.Tensor.item)


def six_numbers() -> Step:
    x = torch.arange(1.0, 7.0)
    return Step(lambda: (x + x).tolist(), sum)


def offered(layout: torch.memory_format) -> dict[str, Workload]:
    images = [
        (workloads.LENET, lenet_step), (workloads.RESNET, resnet_step), (workloads.MOBILENET, mobilenet_step),
    ]
    offers = {
        name: Workload(lambda prepare=prepare, name=name, size=size: prepare(size, is_mixed(name), layout))
        for sizes, prepare in images for name, size in sizes.items()
    }
    offers[workloads.LENET_LAUNCH] = Workload(lambda: lenet_step(128, False, layout), time_launch)
    if layout == torch.contiguous_format:  # The others have no images: one layout is enough.
        for sizes, prepare in [(workloads.MLP, mlp_step), (workloads.GPT, gpt_step), (workloads.LSTM, lstm_step)]:
            for name, size in sizes.items():
                offers[name] = Workload(lambda prepare=prepare, name=name, size=size: prepare(size, is_mixed(name)))
        offers[workloads.TUTORIAL] = offers[workloads.TUTORIAL_COMPILED] = Workload(tutorial_step)
        offers[workloads.TUTORIAL_EPOCHS_COMPILED] = Workload(lambda: tutorial_step(workloads.TUTORIAL_EPOCHS))
        offers[workloads.SCALAR_ADD] = Workload(scalar_add, time_launch)
        offers[workloads.SIX_NUMBERS] = Workload(six_numbers)
        offers[workloads.QUADRATIC_LOOP] = offers[workloads.QUADRATIC_FIT] = Workload(quadratic_training)
        offers |= data_reading.offered()
    return offers


def is_mixed(name: str) -> bool:
    return name.endswith(workloads.MIXED_SUFFIX)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--cache", help="unused: eager PyTorch compiles nothing")
    parser.add_argument("--layout", choices=["nchw", "channels_last"], default="nchw")
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    layout = torch.channels_last if arguments.layout == "channels_last" else torch.contiguous_format
    serve({"torch": torch.__version__, "python": platform.python_version()}, offered(layout))
