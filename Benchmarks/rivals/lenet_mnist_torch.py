"""LeNet on MNIST in PyTorch with S4TF's recipe: what accuracy the same example should reach.

12 epochs, batch 128 with the smaller last one kept, SGD 0.1, pixels divided by 255. Weights start as
PyTorch's layers do, or as S4TF's do: `--initialisation glorot`, which learns more surely here.

    python lenet_mnist_torch.py FOLDER_WITH_THE_FOUR_IDX_FILES
"""

import argparse
import gzip
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from torch_models import LeNet

EPOCHS = 12
BATCH = 128
LEARNING_RATE = 0.1


def idx(path: Path) -> np.ndarray:
    """The unsigned bytes of a gzipped IDX file: two zero bytes, type 8, the rank, big-endian sizes, then the data."""
    content = gzip.decompress(path.read_bytes())
    if content[:3] != b"\x00\x00\x08":
        raise ValueError(f"{path} is not an IDX file of unsigned bytes")
    rank = content[3]
    shape = np.frombuffer(content, ">u4", rank, 4)
    return np.frombuffer(content, np.uint8, offset=4 + 4 * rank).reshape(tuple(map(int, shape)))


def examples(folder: Path, part: str) -> tuple[torch.Tensor, torch.Tensor]:
    """Images as [count, 1, 28, 28] in [0, 1], and their labels."""
    images = idx(folder / f"{part}-images-idx3-ubyte.gz").astype(np.float32) / 255.0
    labels = idx(folder / f"{part}-labels-idx1-ubyte.gz").astype(np.int64)
    return torch.from_numpy(images[:, None]), torch.from_numpy(labels)


def initialised(initialisation: str) -> nn.Module:
    model = LeNet()
    for layer in model.modules():
        if initialisation == "glorot" and isinstance(layer, (nn.Conv2d, nn.Linear)):
            nn.init.xavier_uniform_(layer.weight)
            nn.init.zeros_(layer.bias)
    return model


def trained(images: torch.Tensor, labels: torch.Tensor, seed: int, initialisation: str) -> nn.Module:
    torch.manual_seed(seed)
    model = initialised(initialisation)
    optimizer = torch.optim.SGD(model.parameters(), lr=LEARNING_RATE)
    for _ in range(EPOCHS):
        for chosen in torch.randperm(len(labels)).split(BATCH):
            optimizer.zero_grad()
            functional.cross_entropy(model(images[chosen]), labels[chosen]).backward()
            optimizer.step()
    return model


def accuracy(model: nn.Module, images: torch.Tensor, labels: torch.Tensor) -> float:
    with torch.no_grad():
        return (model(images).argmax(dim=1) == labels).double().mean().item()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seeds", type=int, nargs="+", default=[0, 1, 2])
    parser.add_argument("--initialisation", choices=["torch", "glorot"], default="torch")
    parser.add_argument("--threads", type=int, default=1)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    training, test = examples(arguments.folder, "train"), examples(arguments.folder, "t10k")
    print(f"{len(training[1])} training and {len(test[1])} test images, {EPOCHS} epochs, {arguments.initialisation} initialisation")
    for seed in arguments.seeds:
        model = trained(*training, seed, arguments.initialisation)
        print(f"seed {seed}: test accuracy {accuracy(model, *test):.2%}", flush=True)


if __name__ == "__main__":
    main()
