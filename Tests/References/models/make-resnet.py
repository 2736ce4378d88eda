"""Writes resnet.json: what PyTorch computes with small residual networks whose weights follow a formula.

For each network: logits, loss and running moments of a training step, the gradient of every parameter, then the logits of inference
with the running moments of that step. Arrays are flat and in the layout of Apus: filters [height, width, inputs, outputs], images
[batch, height, width, channels], weights of the classifier [inputs, outputs].

    python make-resnet.py > resnet.json     # with torch 2.13.0
"""

import json
import math

import torch
from torch import nn
from torch.nn import functional

torch.set_default_dtype(torch.float64)
BATCH, SIDE, CLASSES = 4, 12, 5

# name: blocks of each stage, first filters, basic blocks, first layers downsample, stride of a bottleneck in its 3 by 3 convolution
NETWORKS = {
    "basic": ([1, 2], 4, True, False, True),
    "bottleneck": ([1, 1], 3, False, False, True),
    "bottleneck, early stride": ([1, 1], 3, False, False, False),
    "downsampling": ([1, 1], 4, True, True, True),
}


def numbers(shape: list[int], seed: int, scale: float) -> torch.Tensor:
    """Element i is scale · sin(0.7 i + i² / 11 + seed)."""
    index = torch.arange(math.prod(shape), dtype=torch.float64)
    return (scale * torch.sin(0.7 * index + index * index / 11 + seed)).reshape(shape)


def same(images: torch.Tensor, size: int, stride: int, value: float = 0) -> torch.Tensor:
    """Images padded as TensorFlow's `same` does: the odd pixel on the far side."""
    amounts = []
    for extent in (images.shape[3], images.shape[2]):
        total = max((math.ceil(extent / stride) - 1) * stride + size - extent, 0)
        amounts += [total // 2, total - total // 2]
    return functional.pad(images, amounts, value=value)


class ConvBN(nn.Module):
    def __init__(self, inputs: int, outputs: int, size: int, stride: int = 1) -> None:
        super().__init__()
        self.size, self.stride = size, stride
        self.conv = nn.Conv2d(inputs, outputs, size, stride, bias=False)
        self.norm = nn.BatchNorm2d(outputs, eps=1e-5, momentum=0.1)

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        return self.norm(self.conv(same(images, self.size, self.stride)))


class ResidualBlock(nn.Module):
    def __init__(self, inputs: int, filters: int, stride: int, basic: bool, later: bool) -> None:
        super().__init__()
        outputs = filters if basic else 4 * filters
        self.projection = ConvBN(inputs, outputs, 1, stride) if inputs != outputs or stride != 1 else None
        if basic:
            self.earlyConvs = nn.ModuleList([ConvBN(inputs, filters, 3, stride)])
            self.lastConv = ConvBN(filters, outputs, 3)
        else:
            self.earlyConvs = nn.ModuleList(
                [ConvBN(inputs, filters, 1, 1 if later else stride), ConvBN(filters, filters, 3, stride if later else 1)])
            self.lastConv = ConvBN(filters, outputs, 1)

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        hidden = images
        for layer in self.earlyConvs:
            hidden = functional.relu(layer(hidden))
        return functional.relu(self.lastConv(hidden) + (images if self.projection is None else self.projection(images)))


class ResNet(nn.Module):
    def __init__(self, blocks: list[int], filters: int, basic: bool, downsampling: bool, later: bool) -> None:
        super().__init__()
        self.downsampling = downsampling
        self.initialLayer = ConvBN(3, filters, 7, 2) if downsampling else ConvBN(3, filters, 3)
        layers, inputs = [], filters
        for stage, count in enumerate(blocks):
            for block in range(count):
                layers.append(ResidualBlock(inputs, filters << stage, 2 if stage > 0 and block == 0 else 1, basic, later))
                inputs = (filters << stage) * (1 if basic else 4)
        self.residualBlocks = nn.ModuleList(layers)
        self.classifier = nn.Linear(inputs, CLASSES)

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        hidden = functional.relu(self.initialLayer(images))
        if self.downsampling:
            hidden = functional.max_pool2d(same(hidden, 3, 2, -math.inf), 3, 2)
        for block in self.residualBlocks:
            hidden = block(hidden)
        return self.classifier(hidden.mean(dim=(2, 3)))


def swift_path(name: str) -> str:
    """`residualBlocks.0.lastConv.norm.weight` as `residualBlocks[0].lastConv.norm.scale`."""
    parts: list[str] = []
    for part in name.split("."):
        if part.isdigit():
            parts[-1] += f"[{part}]"
        else:
            parts.append(part)
    names = {"norm": {"weight": "scale", "bias": "offset"}, "conv": {"weight": "filter"}}
    parts[-1] = names.get(parts[-2], {}).get(parts[-1], parts[-1])
    return ".".join(parts)


def in_swift_order(name: str, tensor: torch.Tensor) -> torch.Tensor:
    if tensor.dim() == 4:
        return tensor.permute(2, 3, 1, 0)
    return tensor.T if name == "classifier.weight" else tensor


def flat(tensor: torch.Tensor) -> list[float]:
    return [float(f"{number:.7g}") for number in tensor.detach().reshape(-1).tolist()]


def case(name: str) -> dict:
    blocks, filters, basic, downsampling, later = NETWORKS[name]
    model = ResNet(blocks, filters, basic, downsampling, later)
    parameters = sorted(model.named_parameters(), key=lambda pair: swift_path(pair[0]))
    with torch.no_grad():
        for seed, (path, parameter) in enumerate(parameters):
            shape = in_swift_order(path, parameter).shape
            values = numbers(list(shape), seed, 0.4)
            if path.endswith("norm.weight"):
                values = 1 + values
            if values.dim() == 4:
                values = values.permute(3, 2, 0, 1)
            elif path == "classifier.weight":
                values = values.T
            parameter.copy_(values)
    images = numbers([BATCH, SIDE, SIDE, 3], 100, 1.0).permute(0, 3, 1, 2)
    labels = torch.arange(BATCH) % CLASSES
    model.train()
    logits = model(images)
    loss = functional.cross_entropy(logits, labels)
    loss.backward()
    # The running variance is the batch's own here, with momentum 0.1, where PyTorch keeps the unbiased one.
    means = {swift_path(path).replace("running_mean", "runningMean"): flat(buffer)
             for path, buffer in model.named_buffers() if path.endswith("running_mean")}
    with torch.no_grad():
        for module in model.modules():
            if isinstance(module, ConvBN):
                module.norm.running_var.copy_(0.9 + (module.norm.running_var - 0.9) * module.correction)
    model.eval()
    variances = {swift_path(path).replace("running_var", "runningVariance"): flat(buffer)
                 for path, buffer in model.named_buffers() if path.endswith("running_var")}
    return {
        "name": name, "blockCounts": blocks, "filterCount": filters, "isBasic": basic, "downsamplingInFirstStage": downsampling,
        "useLaterStride": later, "batch": BATCH, "side": SIDE, "classCount": CLASSES,
        "logits": flat(logits), "loss": loss.item(), "runningMoments": means | variances,
        "gradients": {swift_path(path): flat(in_swift_order(path, parameter.grad)) for path, parameter in parameters},
        "inferenceLogits": flat(model(images)),
    }


def remember_count(module: nn.Module, _: tuple, output: torch.Tensor) -> None:
    count = output.numel() / output.shape[1]
    module.correction = (count - 1) / count


def main() -> None:
    nn.modules.module.register_module_forward_hook(
        lambda module, inputs, output: remember_count(module, inputs, output) if isinstance(module, ConvBN) else None)
    content = json.dumps({"cases": [case(name) for name in NETWORKS]})
    print(content.replace('{"name"', '\n{"name"'))


if __name__ == "__main__":
    main()
