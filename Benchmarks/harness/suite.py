"""The workloads in the order of the table, each with its title and the unit that reads best."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    name: str
    title: str
    unit: str = "ms"
    # Beyond this relative difference of their first losses two competitors do not do the same work. LeNet's loss falls
    # by 7e-4 in a step, rounding differs by 1e-7.
    agreement: float = 1e-4
    # Whether the processor time of all threads says something that the row does not: a step of microseconds is no longer than what
    # the worker does around it.
    has_processor_time: bool = False


SUITE = [
    Entry("tutorial-step", "tutorial step (linear regression, 201 points)", "µs"),
    Entry("tutorial-step-compiled", "tutorial step, `compiled`", "µs"),
    Entry("mlp-b32", "MLP 784→512→256→10, batch 32", has_processor_time=True),
    Entry("lenet-b128", "LeNet, batch 128", has_processor_time=True),
    Entry("lenet-b128-compiled", "LeNet, batch 128, `compiled`", has_processor_time=True),
    # Twenty batch norms magnify rounding: the third loss differs by 5e-3 between one framework's two image layouts.
    Entry("resnet20-b32", "ResNet-20, batch 32", agreement=0.01, has_processor_time=True),
    Entry("scalar-add", "`a + b` on scalars", "µs"),
    Entry("six-numbers", "`x + x` on 6 numbers, read back", "µs"),
    Entry("lenet-b128-launch", "call of a LeNet step until it returns"),
    Entry("lenet-b128-host", "host time of a LeNet step", "µs"),
    Entry("lenet-b128-host-compiled", "host time of a LeNet step, `compiled`", "µs"),
    # Every competitor draws an order of its own.
    Entry("quadratic-loop", "quadratic model, 100 epochs of 7 batches, by a loop", agreement=0.01, has_processor_time=True),
    Entry("quadratic-fit", "the same by Keras's `fit`", agreement=0.01, has_processor_time=True),
    Entry("data-mnist-0", "MNIST's test images in batches, no workers", has_processor_time=True),
    Entry("data-mnist-2", "MNIST's test images in batches, 2 workers"),
    Entry("data-cifar10-0", "CIFAR-10's test images cropped, flipped, in batches, no workers", has_processor_time=True),
    Entry("data-cifar10-2", "CIFAR-10's test images cropped, flipped, in batches, 2 workers"),
]

FIRST_STEP_WORKLOAD = "lenet-b128"
