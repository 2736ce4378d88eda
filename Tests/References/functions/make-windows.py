"""Writes windows.json: PyTorch's convolutions, pools and other windows that slide over space, channels last; attention; normalization.

    python make-windows.py > windows.json     # with torch 2.13.0

Padding "same" is TensorFlow's: an odd zero goes to the end.
"""

import torch
import torch.nn.functional as F

from reference import places, write

convolve = {1: F.conv1d, 2: F.conv2d, 3: F.conv3d}
transposed = {1: F.conv_transpose1d, 2: F.conv_transpose2d, 3: F.conv_transpose3d}


def first(x):
    """Channels first."""
    return x.movedim(-1, 1)


def last(x):
    return x.movedim(1, -1)


def channels_first(w):
    """A filter [space…, inputs, outputs] as [outputs, inputs, space…]."""
    return w.movedim(-1, 0).movedim(-1, 1).contiguous()


def amounts(x, window, strides, dilations, same):
    """The padding before and after each axis of space."""
    if not same:
        return [(0, 0)] * len(window)
    found = []
    for extent, size, stride, dilation in zip(x.shape[1:-1], window, strides, dilations):
        missing = max(0, ((extent + stride - 1) // stride - 1) * stride + (size - 1) * dilation + 1 - extent)
        found.append((missing // 2, missing - missing // 2))
    return found


def padded(x, amounts, value=0.0):
    """Channels first, and padded."""
    return F.pad(first(x), [n for pair in reversed(amounts) for n in pair], value=value)


def convolution(strides, same=False, dilations=None, groups=1):
    rank = len(strides)
    dilations = dilations or [1] * rank
    def function(x, w):
        y = padded(x, amounts(x, w.shape[:rank], strides, dilations, same))
        return last(convolve[rank](y, channels_first(w), stride=strides, dilation=dilations, groups=groups))
    return function


def transposed_convolution(strides, same=False):
    """The filter is [space…, outputs, inputs]; what a convolution's derivative would be for an input of the result's size."""
    rank = len(strides)
    def function(x, w):
        window = w.shape[:rank]
        sizes = [e * s if same else e * s + max(k - s, 0) for e, s, k in zip(x.shape[1:-1], strides, window)]
        result = torch.empty(1, *sizes, 1)
        y = transposed[rank](first(x), channels_first(w), stride=strides)
        for axis, ((low, _), size) in enumerate(zip(amounts(result, window, strides, [1] * rank, same), sizes)):
            missing = max(0, low + size - y.shape[axis + 2])
            pads = [0, 0] * (rank - 1 - axis) + [0, missing]
            y = F.pad(y, pads).narrow(axis + 2, low, size)
        return last(y)
    return function


def depthwise(strides, same=False):
    def function(x, w):
        grouped = w.permute(2, 3, 0, 1).flatten(0, 1)[:, None]
        y = padded(x, amounts(x, w.shape[:2], strides, [1, 1], same))
        return last(F.conv2d(y, grouped, stride=strides, groups=x.shape[-1]))
    return function


def max_pool(window, strides, same=False):
    pool = {2: F.max_pool2d, 3: F.max_pool3d}[len(window)]
    return lambda x: last(pool(padded(x, amounts(x, window, strides, [1] * len(window), same), -torch.inf), window, strides))


def average_pool(window, strides, same=False):
    """What lies beyond the border does not count."""
    pool = {2: F.avg_pool2d, 3: F.avg_pool3d}[len(window)]
    def function(x):
        around = amounts(x, window, strides, [1] * len(window), same)
        return last(pool(padded(x, around), window, strides) / pool(padded(torch.ones_like(x), around), window, strides))
    return function


def dilation(strides, same=False, rates=(1, 1)):
    def function(x, w):
        y = padded(x, amounts(x, w.shape[:2], strides, rates, same), -1e9)
        n, c = y.shape[:2]
        columns = F.unfold(y, w.shape[:2], dilation=rates, stride=strides).reshape(n, c, w.shape[0] * w.shape[1], -1)
        sizes = [(e - (k - 1) * r - 1) // s + 1 for e, k, r, s in zip(y.shape[2:], w.shape[:2], rates, strides)]
        return last((columns + w.permute(2, 0, 1).flatten(1)[:, :, None]).amax(2).reshape(n, c, *sizes))
    return function


def erosion(strides, same=False):
    return lambda x, w: -dilation(strides, same)(-x, w.flip(0, 1))


def attention(**how):
    return lambda q, k, v: F.scaled_dot_product_attention(q, k, v, **how)


def normalized(axis):
    def function(x, offset, scale):
        y = (x - x.mean(axis, keepdim=True)) / torch.sqrt(x.var(axis, correction=0, keepdim=True) + 0.001)
        return y * scale + offset
    return function


lines = [((1, 6, 2), (3, 2, 2)), ((2, 5, 1), (2, 1, 3)), ((1, 7, 3), (1, 3, 1))]
images = [((1, 4, 5, 2), (2, 3, 2, 2)), ((2, 3, 3, 1), (3, 2, 1, 2)), ((1, 5, 4, 3), (2, 2, 3, 1))]
volumes = [((1, 3, 3, 2, 2), (2, 2, 1, 2, 1)), ((2, 2, 3, 3, 1), (2, 1, 2, 1, 2)), ((1, 3, 2, 3, 1), (1, 2, 2, 1, 1))]
grouped = [((1, 4, 4, 4), (2, 2, 2, 2)), ((2, 3, 3, 2), (2, 3, 1, 4)), ((1, 3, 4, 6), (3, 2, 3, 2))]
spread_images = [((1, 2, 3, 2), (2, 3, 2, 2)), ((2, 2, 2, 1), (3, 2, 2, 1)), ((1, 3, 2, 2), (1, 1, 1, 2))]
channels = [((1, 4, 4, 2), (2, 2, 2, 2)), ((2, 3, 4, 1), (3, 2, 1, 3)), ((1, 4, 3, 3), (2, 2, 3, 1))]
pooled = [(1, 4, 5, 2), (2, 3, 3, 1), (1, 5, 4, 1)]
boxes = [(1, 2, 3, 4, 1), (2, 3, 2, 2, 1), (1, 3, 3, 2, 2)]
structuring = [((1, 4, 5, 2), (2, 3, 2)), ((2, 3, 4, 1), (2, 2, 1)), ((1, 4, 4, 3), (3, 2, 3))]
heads = [((1, 2, 3, 4), (1, 2, 3, 4), (1, 2, 3, 2)), ((2, 1, 2, 3), (2, 1, 2, 3), (2, 1, 2, 3)), ((1, 1, 4, 2), (1, 1, 4, 2), (1, 1, 4, 1))]

write({
    "conv1D": places(convolution([1]), *lines),
    "conv1D same, stride 2": places(convolution([2], same=True), *lines),
    "conv1D dilation 2": places(convolution([1], dilations=[2]), *lines),
    "conv2D": places(convolution([1, 1]), *images),
    "conv2D same": places(convolution([1, 1], same=True), *images),
    "conv2D same, strides 2, 1": places(convolution([2, 1], same=True), *images),
    "conv2D same, dilations 1, 2": places(convolution([1, 1], same=True, dilations=[1, 2]), *images),
    "conv2D 2 groups": places(convolution([1, 1], groups=2), *grouped),
    "conv3D": places(convolution([1, 1, 1]), *volumes),
    "conv3D same, strides 1, 2, 2": places(convolution([1, 2, 2], same=True), *volumes),
    "transposedConv2D": places(transposed_convolution([1, 1]), *spread_images),
    "transposedConv2D strides 2, 1": places(transposed_convolution([2, 1]), *spread_images),
    "transposedConv2D same, strides 2": places(transposed_convolution([2, 2], same=True), *spread_images),
    "depthwiseConv2D": places(depthwise([1, 1]), *channels),
    "depthwiseConv2D same, strides 2": places(depthwise([2, 2], same=True), *channels),
    "maxPool2D": places(max_pool([2, 2], [2, 2]), *pooled),
    "maxPool2D same": places(max_pool([3, 2], [1, 2], same=True), *pooled),
    "avgPool2D": places(average_pool([2, 2], [2, 2]), *pooled),
    "avgPool2D same": places(average_pool([3, 2], [1, 2], same=True), *pooled),
    "maxPool3D": places(max_pool([2, 2, 2], [1, 1, 1]), *boxes),
    "maxPool3D same": places(max_pool([2, 2, 2], [2, 1, 2], same=True), *boxes),
    "avgPool3D": places(average_pool([2, 2, 2], [1, 1, 1]), *boxes),
    "avgPool3D same": places(average_pool([2, 2, 2], [2, 1, 2], same=True), *boxes),
    "fractionalMaxPool2D by 2": places(max_pool([2, 2], [2, 2]), (1, 4, 6, 1), (2, 2, 2, 2), (1, 2, 4, 3)),
    "fractionalAvgPool2D by 2": places(average_pool([2, 2], [2, 2]), (1, 4, 6, 1), (2, 2, 2, 2), (1, 2, 4, 3)),
    "dilation2D": places(dilation([1, 1]), *structuring),
    "dilation2D same, strides 2": places(dilation([2, 2], same=True), *structuring),
    "dilation2D rates 1, 2": places(dilation([1, 1], rates=(1, 2)), *structuring[:1], ((1, 3, 4, 1), (2, 2, 1)), ((2, 2, 5, 1), (2, 2, 1))),
    "erosion2D": places(erosion([1, 1]), *structuring),
    "erosion2D same, strides 2": places(erosion([2, 2], same=True), *structuring),
    "scaledDotProductAttention": places(attention(), *heads),
    "scaledDotProductAttention causal": places(attention(is_causal=True), *heads),
    "scaledDotProductAttention scale 1": places(attention(scale=1.0), *heads),
    "batchNormalized": places(normalized(0), ((4, 2), (2,), (2,)), ((3, 2, 2), (2, 2), (2,)), ((5,), (), ())),
    "batchNormalized along 1": places(normalized(1), ((2, 3), (3,), (3,)), ((2, 4, 1), (1,), (1,)), ((1, 2, 2), (), ())),
})
