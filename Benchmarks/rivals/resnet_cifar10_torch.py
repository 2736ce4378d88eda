"""ResNet-20 on CIFAR-10 in PyTorch with the recipe of `apus train resnet-cifar10`: what accuracy that command should reach.

Batch 64, SGD 0.1 with momentum 0.9, weight decay 5e-4 on all parameters, the rate along half a cosine to 0; training images
cropped after padding with 4 black pixels and flipped half of the time; channels normalised. Convolutions start as He et al. say
(normal, fan-in), the classifier as Glorot's uniform with a zero bias.

    python resnet_cifar10_torch.py cifar-10-binary.tar.gz
"""

import argparse
import math
import tarfile
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from torch_models import ResNet

EPOCHS = 15
BATCH = 64
LEARNING_RATE = 0.1
MOMENTUM = 0.9
WEIGHT_DECAY = 5e-4
PADDING = 4
MEAN = torch.tensor([0.4913996898, 0.4821584196, 0.4465309242]).view(1, 3, 1, 1)
DEVIATION = torch.tensor([0.2470322324, 0.2434851280, 0.2615878417]).view(1, 3, 1, 1)

Examples = tuple[torch.Tensor, torch.Tensor]


def examples(archive: Path, names: list[str]) -> Examples:
    """Images as bytes [count, 3, 32, 32] and their labels: records of a label and three planes of 32 by 32."""
    with tarfile.open(archive) as tar:
        parts = [np.frombuffer(tar.extractfile(f"cifar-10-batches-bin/{name}").read(), np.uint8) for name in names]
    records = np.concatenate(parts).reshape(-1, 1 + 3 * 32 * 32)
    return torch.from_numpy(records[:, 1:].reshape(-1, 3, 32, 32).copy()), torch.from_numpy(records[:, 0].astype(np.int64))


def normalised(images: torch.Tensor) -> torch.Tensor:
    return ((images / 255 - MEAN) / DEVIATION).contiguous(memory_format=torch.channels_last)


def augmented(images: torch.Tensor) -> torch.Tensor:
    """Each image shifted by up to four pixels in both directions, black behind it, and mirrored half of the time."""
    count, _, height, width = images.shape
    padded = functional.pad(images, [PADDING] * 4)
    rows = torch.randint(0, 2 * PADDING + 1, (count, 1)) + torch.arange(height)
    columns = torch.randint(0, 2 * PADDING + 1, (count, 1)) + torch.arange(width)
    columns = torch.where(torch.rand(count, 1) < 0.5, columns.flip(1), columns)
    return padded[torch.arange(count)[:, None, None, None], torch.arange(3)[:, None, None], rows[:, None, :, None], columns[:, None, None, :]]


def initialised() -> nn.Module:
    model = ResNet()
    for layer in model.modules():
        if isinstance(layer, nn.Conv2d):
            nn.init.kaiming_normal_(layer.weight, mode="fan_in", nonlinearity="relu")
        elif isinstance(layer, nn.Linear):
            nn.init.xavier_uniform_(layer.weight)
            nn.init.zeros_(layer.bias)
    return model.to(memory_format=torch.channels_last)


def train(training: Examples, test: Examples, seed: int, epochs: int) -> None:
    torch.manual_seed(seed)
    model = initialised()
    optimizer = torch.optim.SGD(model.parameters(), lr=LEARNING_RATE, momentum=MOMENTUM, weight_decay=WEIGHT_DECAY)
    images, labels = training
    steps_in_epoch = len(labels) // BATCH
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: (1 + math.cos(math.pi * step / (epochs * steps_in_epoch))) / 2)
    for epoch in range(epochs):
        model.train()
        losses = []
        for chosen in torch.randperm(len(labels))[:steps_in_epoch * BATCH].split(BATCH):
            optimizer.zero_grad()
            loss = functional.cross_entropy(model(normalised(augmented(images[chosen]))), labels[chosen])
            loss.backward()
            optimizer.step()
            schedule.step()
            losses.append(loss.item())
        test_loss, accuracy = evaluated(model, *test)
        print(
            f"seed {seed}  epoch {epoch + 1}/{epochs}  loss {np.mean(losses):.4f}  test loss {test_loss:.4f}  "
            f"test accuracy {accuracy:.2%}", flush=True)


def evaluated(model: nn.Module, images: torch.Tensor, labels: torch.Tensor) -> tuple[float, float]:
    model.eval()
    with torch.no_grad():
        logits = torch.cat([model(normalised(part)) for part in images.split(500)])
    accuracy = (logits.argmax(dim=1) == labels).double().mean().item()
    return functional.cross_entropy(logits, labels).item(), accuracy


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--seeds", type=int, nargs="+", default=[0])
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    training = examples(arguments.archive, [f"data_batch_{number}.bin" for number in range(1, 6)])
    test = examples(arguments.archive, ["test_batch.bin"])
    print(f"{len(training[1])} training and {len(test[1])} test images, {arguments.epochs} epochs")
    for seed in arguments.seeds:
        train(training, test, seed, arguments.epochs)


if __name__ == "__main__":
    main()
