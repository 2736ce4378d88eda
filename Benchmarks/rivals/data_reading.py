"""PyTorch's DataLoader over MNIST and CIFAR-10: images in memory as bytes, one item at a time, batches of 128."""

import gzip
import os
import tarfile
from pathlib import Path

import numpy as np
import torch
from torch.utils.data import DataLoader, Dataset

from protocol import Step, Workload

# Of all training images of CIFAR-10, as Apus has them.
CIFAR_MEAN = torch.tensor([0.4914, 0.4822, 0.4465]).view(3, 1, 1)
CIFAR_DEVIATION = torch.tensor([0.2470, 0.2435, 0.2616]).view(3, 1, 1)
MARGIN = 4


class Digits(Dataset):
    def __init__(self, folder: Path) -> None:
        images, labels = (gzip.decompress((folder / f"t10k-{name}-ubyte.gz").read_bytes()) for name in ("images-idx3", "labels-idx1"))
        self.images = torch.from_numpy(np.frombuffer(images, np.uint8, offset=16).reshape(-1, 28, 28).copy())
        self.labels = np.frombuffer(labels, np.uint8, offset=8).tolist()

    def __len__(self) -> int:
        return len(self.labels)

    def __getitem__(self, index: int) -> tuple[torch.Tensor, int]:
        return self.images[index].float().div_(255).sub_(0.1307).div_(0.3081), self.labels[index]


class Photographs(Dataset):
    def __init__(self, archive: Path) -> None:
        with tarfile.open(archive) as tar:
            records = np.frombuffer(tar.extractfile("cifar-10-batches-bin/test_batch.bin").read(), np.uint8).reshape(-1, 3073)
        self.labels = records[:, 0].tolist()
        self.images = torch.from_numpy(np.pad(records[:, 1:].reshape(-1, 3, 32, 32), ((0, 0), (0, 0), (MARGIN, MARGIN), (MARGIN, MARGIN))))

    def __len__(self) -> int:
        return len(self.labels)

    def __getitem__(self, index: int) -> tuple[torch.Tensor, int]:
        places = 2 * MARGIN + 1
        row, column = torch.randint(0, 2 * places, (2,)).tolist()
        mirrored, row, column = row >= places, row % places, column % places
        image = self.images[index, :, row : row + 32, column : column + 32]
        if mirrored:
            image = image.flip(2)
        return image.float().div_(255).sub_(CIFAR_MEAN).div_(CIFAR_DEVIATION), self.labels[index]


def passing_over(dataset: Dataset, workers: int) -> Step:
    loader = DataLoader(dataset, batch_size=128, shuffle=True, num_workers=workers, persistent_workers=workers > 0)

    def launch() -> float:
        total, count = 0.0, 0
        for images, labels in loader:
            total += labels.sum().item()
            count += images.shape[0]
        return total / count

    return Step(launch, float)


def offered() -> dict[str, Workload]:
    """Nothing where the files are not there."""
    root = Path(os.environ.get("APUS_DATASETS", "/nowhere"))
    offers: dict[str, Workload] = {}
    for workers in (0, 2):
        if (root / "mnist/t10k-images-idx3-ubyte.gz").exists():
            offers[f"data-mnist-{workers}"] = Workload(lambda workers=workers: passing_over(Digits(root / "mnist"), workers))
        if (archive := root / "cifar-10-binary.tar.gz").exists():
            offers[f"data-cifar10-{workers}"] = Workload(lambda workers=workers: passing_over(Photographs(archive), workers))
    return offers
