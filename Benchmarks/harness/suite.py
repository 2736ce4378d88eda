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
    # Whether a step trains a network: its processor time and its memory stand in tables of their own.
    is_training: bool = False

    @property
    def tells_processor_time(self) -> bool:
        return self.has_processor_time or self.is_training


# Eight bits of a number are 4e-3.
MIXED_AGREEMENT = 0.01

SUITE = [
    Entry("tutorial-step", "tutorial step (linear regression, 201 points)", "µs"),
    Entry("tutorial-step-compiled", "tutorial step, `compiled`", "µs"),
    Entry("tutorial-epochs-compiled", "ten tutorial steps in one call, `compiled`", "µs"),
    Entry("mlp-b32", "MLP 784→512→256→10, batch 32", is_training=True),
    Entry("mlp-b32-compiled", "MLP, batch 32, `compiled`", is_training=True),
    Entry("mlp-b128", "MLP, batch 128", is_training=True),
    Entry("mlp-b128-compiled", "MLP, batch 128, `compiled`", is_training=True),
    Entry("mlp-b128-bf16", "MLP, batch 128, mixed `BFloat16`", agreement=MIXED_AGREEMENT, is_training=True),
    Entry("lenet-b32", "LeNet, batch 32", is_training=True),
    Entry("lenet-b128", "LeNet, batch 128", is_training=True),
    Entry("lenet-b128-compiled", "LeNet, batch 128, `compiled`", is_training=True),
    Entry("lenet-b128-bf16", "LeNet, batch 128, mixed `BFloat16`", agreement=MIXED_AGREEMENT, is_training=True),
    # Twenty batch norms magnify rounding: the third loss differs by 5e-3 between one framework's two image layouts.
    Entry("resnet20-b32", "ResNet-20, batch 32", agreement=0.01, is_training=True),
    Entry("resnet20-b128", "ResNet-20, batch 128", agreement=0.01, is_training=True),
    Entry("resnet20-b32-bf16", "ResNet-20, batch 32, mixed `BFloat16`", agreement=0.05, is_training=True),
    Entry("mobilenet-b32", "MobileNet-V1 0.25 on 96 x 96, batch 32", agreement=0.01, is_training=True),
    Entry("gpt-b8", "GPT, 4 layers, batch 8", is_training=True),
    Entry("gpt-b32", "GPT, 4 layers, batch 32", is_training=True),
    Entry("gpt-b8-bf16", "GPT, 4 layers, batch 8, mixed `BFloat16`", agreement=MIXED_AGREEMENT, is_training=True),
    Entry("lstm-b32", "LSTM 64→64 over 128 steps, batch 32", is_training=True),
    Entry("scalar-add", "`a + b` on scalars", "µs"),
    Entry("six-numbers", "`x + x` on 6 numbers, read back", "µs"),
    Entry("lenet-b128-launch", "call of a LeNet step until it returns"),
    Entry("lenet-b128-host", "host time of a LeNet step", "µs"),
    Entry("lenet-b128-host-compiled", "host time of a LeNet step, `compiled`", "µs"),
    Entry("resnet56-host", "host time of a ResNet-56 step", agreement=0.5),
    Entry("resnet56-host-compiled", "host time of a ResNet-56 step, `compiled`", agreement=0.5),
    # Every competitor draws an order of its own.
    Entry("quadratic-loop", "quadratic model, 100 epochs of 7 batches, by a loop", agreement=0.01, has_processor_time=True),
    Entry("quadratic-fit", "the same by Keras's `fit`", agreement=0.01, has_processor_time=True),
    Entry("data-mnist-0", "MNIST's test images in batches, no workers", has_processor_time=True),
    Entry("data-mnist-2", "MNIST's test images in batches, 2 workers"),
    Entry("data-cifar10-0", "CIFAR-10's test images cropped, flipped, in batches, no workers", has_processor_time=True),
    Entry("data-cifar10-2", "CIFAR-10's test images cropped, flipped, in batches, 2 workers"),
]

FIRST_STEP_WORKLOAD = "lenet-b128"
