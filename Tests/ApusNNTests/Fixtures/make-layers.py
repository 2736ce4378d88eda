"""Writes layers.json: what PyTorch computes for the layers, in double precision, channels last.

The input's elements are sin(1), sin(2), …, those of parameter k are 1.1 + cos(0.7·i + k) for i = 0, 1, …, in the layouts of Apus.

    python make-layers.py > layers.json     # with torch 2.13.0
"""

import json
import math

import torch
import torch.nn.functional as F


def input_of(*shape):
    return torch.tensor([math.sin(i + 1) for i in range(math.prod(shape))], dtype=torch.float64).reshape(shape)


def parameter(k, *shape):
    return torch.tensor([1.1 + math.cos(0.7 * i + k) for i in range(math.prod(shape))], dtype=torch.float64).reshape(shape)


def first(x):  # channels first
    return x.movedim(-1, 1)


def last(x):
    return x.movedim(1, -1)


def weight(f):  # [space, in, out] to [out, in, space]
    return f.movedim(-1, 0).movedim(-1, 1)


def conv(x, f, b, stride=1, padding=0, dilation=1, groups=1):
    run = [F.conv1d, F.conv2d, F.conv3d][x.dim() - 3]
    return last(run(first(x), weight(f), b, stride, padding, dilation, groups))


def depthwise(x, f, b=None, stride=1):
    channels, multiplier = f.shape[-2:]
    grouped = f.reshape(*f.shape[:-2], 1, channels * multiplier)
    return conv(x, grouped, b, stride, groups=channels)


def transposed(x, f, b, stride, padding=0, output_padding=0):  # filter [space, out, in], PyTorch [in, out, space]
    run = [F.conv_transpose1d, F.conv_transpose2d, F.conv_transpose3d][x.dim() - 3]
    w = f.movedim(-1, 0).movedim(-1, 1)
    return last(run(first(x), w, b, stride, padding, output_padding))


def pool(name, x, *arguments):
    return last(getattr(F, f"{name}_pool{x.dim() - 2}d")(first(x), *arguments))


def moments_norm(x, axes, scale, offset, epsilon=1e-3):
    mean, variance = x.mean(axes, keepdim=True), x.var(axes, keepdim=True, correction=0)
    return (x - mean) / torch.sqrt(variance + epsilon) * scale + offset


p = parameter
x1, x2, x3 = input_of(2, 7, 3), input_of(2, 3, 4, 4), input_of(1, 3, 4, 3, 2)
rows = {
    "Conv1D": conv(x1, p(0, 3, 3, 2), p(1, 2)),
    "Conv1D same, strides, dilation": conv(F.pad(x1, (0, 0, 2, 2)), p(0, 3, 3, 2), p(1, 2), dilation=2),
    "Conv3D": conv(x3, p(0, 2, 2, 2, 2, 3), p(1, 3), stride=(1, 2, 1)),
    "DepthwiseConv2D": depthwise(x2, p(0, 3, 3, 4, 2), p(1, 8), stride=(1, 2)),
    "SeparableConv1D": conv(depthwise(x1, p(0, 3, 3, 2)), p(1, 1, 6, 4), p(2, 4)),
    "SeparableConv2D": conv(depthwise(x2, p(0, 2, 2, 4, 1)), p(1, 1, 1, 4, 3), p(2, 3)),
    "TransposedConv1D": transposed(x1, p(0, 4, 2, 3), p(1, 2), 2),
    "TransposedConv1D, stride above filter": transposed(x1, p(0, 2, 2, 3), p(1, 2), 3, output_padding=1),
    "TransposedConv2D": transposed(x2, p(0, 3, 2, 3, 4), p(1, 3), (2, 1)),
    "TransposedConv2D same": transposed(x2, p(0, 4, 4, 3, 4), p(1, 3), 2, padding=1),
    "TransposedConv3D": transposed(x3, p(0, 2, 2, 2, 3, 2), p(1, 3), 2),
    "MaxPool1D": pool("max", x1, 3, 2),
    "AvgPool1D": pool("avg", x1, 3, 2),
    "MaxPool3D": pool("max", x3, 2, 2),
    "AvgPool3D": pool("avg", x3, (2, 3, 1), (2, 1, 3)),
    "GlobalAvgPool1D": x1.mean(1),
    "GlobalAvgPool2D": x2.mean((1, 2)),
    "GlobalAvgPool3D": x3.mean((1, 2, 3)),
    "GlobalMaxPool1D": x1.amax(1),
    "GlobalMaxPool2D": x2.amax((1, 2)),
    "GlobalMaxPool3D": x3.amax((1, 2, 3)),
    "ZeroPadding1D": F.pad(x1, (0, 0, 1, 2)),
    "ZeroPadding2D": F.pad(x2, (0, 0, 3, 0, 1, 2)),
    "ZeroPadding3D": F.pad(x3, (0, 0, 1, 1, 1, 1, 1, 1)),
    "UpSampling1D": last(F.interpolate(first(x1), scale_factor=3, mode="nearest")),
    "UpSampling2D": last(F.interpolate(first(x2), scale_factor=2, mode="nearest")),
    "UpSampling3D": last(F.interpolate(first(x3), scale_factor=2, mode="nearest")),
    # The parameters are offset and scale, in this order.
    "BatchNorm in use": x2 / math.sqrt(1 + 1e-3) * p(1, 4) + p(0, 4),
    "LayerNorm": F.layer_norm(x2, [4], p(1, 4), p(0, 4), eps=1e-3),
    "LayerNorm of another axis": moments_norm(x2, (1,), p(1, 3).reshape(3, 1, 1), p(0, 3).reshape(3, 1, 1)),
    "GroupNorm": last(F.group_norm(first(x2), 2, p(1, 4), p(0, 4), eps=1e-3)),
    "InstanceNorm": last(F.instance_norm(first(x2), weight=p(1, 4), bias=p(0, 4), eps=1e-3)),
    "RMSNorm": F.rms_norm(x2, [4], p(0, 4), eps=1e-6),
    "PReLU": last(F.prelu(first(x2), p(0, 4))),
    "Reshape": x2.reshape(2, 4, 12),
}
outputs = {name: {"shape": list(y.shape), "scalars": [round(v, 11) for v in y.flatten().tolist()]} for name, y in rows.items()}
lines = ",\n".join(f"  {json.dumps(name)}: {json.dumps(output)}" for name, output in outputs.items())
print(f'{{\n"reference": "PyTorch {torch.__version__}, by make-layers.py",\n"outputs": {{\n{lines}\n}}\n}}')
