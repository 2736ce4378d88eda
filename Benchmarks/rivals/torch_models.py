"""The networks of images as PyTorch modules, filled with the weights that all competitors share."""

import numpy as np
import torch
from torch import nn
from torch.nn import functional

import workloads


class LeNet(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.convolution1 = nn.Conv2d(1, 6, 5, padding=2)
        self.convolution2 = nn.Conv2d(6, 16, 5)
        self.dense1 = nn.Linear(400, 120)
        self.dense2 = nn.Linear(120, 84)
        self.dense3 = nn.Linear(84, 10)

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        hidden = functional.avg_pool2d(functional.relu(self.convolution1(images)), 2)
        hidden = functional.avg_pool2d(functional.relu(self.convolution2(hidden)), 2)
        hidden = functional.relu(self.dense1(hidden.flatten(1)))
        return self.dense3(functional.relu(self.dense2(hidden)))


class Convolution(nn.Module):
    """A bias-free convolution with TensorFlow's `same` padding, and its batch norm."""

    def __init__(self, inputs: int, outputs: int, size: int, stride: int, groups: int = 1) -> None:
        super().__init__()
        # `same` for 3x3 with stride 2 pads an even image on the far sides only; `padding=1` would shift it.
        self.pads_far_sides = size == 3 and stride == 2
        padding = 0 if self.pads_far_sides else size // 2
        self.convolution = nn.Conv2d(inputs, outputs, size, stride, padding, groups=groups, bias=False)
        self.norm = nn.BatchNorm2d(outputs, eps=workloads.NORM_EPSILON)

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        if self.pads_far_sides:
            images = functional.pad(images, (0, 1, 0, 1))
        return self.norm(self.convolution(images))


class ResidualBlock(nn.Module):
    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        stride = 1 if inputs == outputs else 2
        self.convolution1 = Convolution(inputs, outputs, 3, stride)
        self.convolution2 = Convolution(outputs, outputs, 3, 1)
        self.projection = Convolution(inputs, outputs, 1, 2) if stride == 2 else None

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        hidden = self.convolution2(functional.relu(self.convolution1(images)))
        shortcut = images if self.projection is None else self.projection(images)
        return functional.relu(hidden + shortcut)


class ResNet(nn.Module):
    """ResNet-20 for images of 32 x 32; with nine blocks in a stage ResNet-56."""

    def __init__(self, blocks_in_stage: int = workloads.RESNET_BLOCKS_IN_STAGE) -> None:
        super().__init__()
        inputs = workloads.RESNET_STAGES[0]
        self.stem = Convolution(3, inputs, 3, 1)
        blocks = []
        for outputs in workloads.RESNET_STAGES:
            for _ in range(blocks_in_stage):
                blocks.append(ResidualBlock(inputs, outputs))
                inputs = outputs
        self.blocks = nn.Sequential(*blocks)
        self.classifier = nn.Linear(inputs, 10)

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        features = self.blocks(functional.relu(self.stem(images)))
        return self.classifier(features.mean(dim=(2, 3)))


class MobileNet(nn.Module):
    """MobileNet-V1 with a quarter of its filters: a filter for each channel by itself, then one of 1x1 that mixes them."""

    def __init__(self) -> None:
        super().__init__()
        inputs = workloads.MOBILENET_STEM
        layers = [Convolution(3, inputs, 3, 2), nn.ReLU()]
        for outputs, stride in workloads.MOBILENET_BLOCKS:
            layers += [Convolution(inputs, inputs, 3, stride, groups=inputs), nn.ReLU()]
            layers += [Convolution(inputs, outputs, 1, 1), nn.ReLU()]
            inputs = outputs
        self.features = nn.Sequential(*layers)
        self.classifier = nn.Linear(inputs, 10)

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        return self.classifier(self.features(images).mean(dim=(2, 3)))


def mlp() -> nn.Module:
    return nn.Sequential(nn.Linear(784, 512), nn.ReLU(), nn.Linear(512, 256), nn.ReLU(), nn.Linear(256, 10))


def fill(model: nn.Module, weights: list[np.ndarray]) -> None:
    """Copies weights in the order of the model's convolutions, dense layers and tables; biases become 0."""
    layers = [layer for layer in model.modules() if isinstance(layer, (nn.Conv2d, nn.Linear, nn.Embedding))]
    with torch.no_grad():
        for layer, weight in zip(layers, weights, strict=True):
            layer.weight.copy_(torch.from_numpy(in_torch_order(layer, weight)))
            if getattr(layer, "bias", None) is not None:
                layer.bias.zero_()


def in_torch_order(layer: nn.Module, weight: np.ndarray) -> np.ndarray:
    if isinstance(layer, nn.Conv2d):
        # Of a layer with groups, the filter's inputs are what PyTorch counts as outputs.
        return np.ascontiguousarray(weight.transpose(3, 2, 0, 1) if layer.groups == 1 else weight.transpose(2, 3, 0, 1))
    if isinstance(layer, nn.Embedding):
        return weight
    if weight.shape[0] == 400:
        # LeNet flattens [5, 5, 16]; PyTorch flattens the same features as [16, 5, 5].
        weight = weight.reshape(5, 5, 16, -1).transpose(2, 0, 1, 3).reshape(400, -1)
    return np.ascontiguousarray(weight.T)
