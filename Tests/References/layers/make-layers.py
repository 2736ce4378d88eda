"""Writes layers.json: what PyTorch computes for the layers and their gradients, in double precision, channels last.

The input's elements are sin(1), sin(2), …, those of parameter k are 1.1 + cos(0.7·i + k) for i = 0, 1, …, in the layouts of Apus. The
gradients are those of Σ output·cos(0.3·i), with respect to the input and to the parameters in the order of their numbers.

    python make-layers.py > layers.json     # with torch 2.13.0
"""

import json
import math

import torch
import torch.nn.functional as F


def numbers(shape, number):
    return torch.tensor([number(i) for i in range(math.prod(shape))], dtype=torch.float64).reshape(shape)


def constant(k, *shape, factor=1.0):
    return numbers(shape, lambda i: factor * (1.1 + math.cos(0.7 * i + k)))


leaves = {}  # the parameters that the row in progress has asked for


def parameter(k, *shape, factor=1.0):
    return leaves.setdefault(k, constant(k, *shape, factor=factor).requires_grad_())


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


def along(x, axis, features):
    return features.reshape([-1 if i == axis else 1 for i in range(x.dim())])


def small(k, *shape):
    return parameter(k, *shape, factor=0.3)


def few(k, inputs, shared, bias=True):
    """The projections of an attention with parameters from number k on: query, key, value and output."""
    sizes = [(inputs, inputs), (inputs, shared), (inputs, shared), (inputs, inputs)]
    step = 2 if bias else 1
    return [(small(k + step * i, *s), small(k + step * i + 1, s[1]) if bias else 0) for i, s in enumerate(sizes)]


def attention(x, projections, heads, key_heads=None, causal=False, change=lambda x: x):
    def split(y, count):
        return y.unflatten(-1, (count, -1)).transpose(1, 2)

    (q, k, v), (w, b) = [x @ w + b for w, b in projections[:3]], projections[3]
    shared = key_heads or heads
    y = F.scaled_dot_product_attention(
        change(split(q, heads)), change(split(k, shared)), split(v, shared), is_causal=causal, enable_gqa=True)
    return y.transpose(1, 2).flatten(2) @ w + b


def angles(length, count, base):
    frequency = torch.tensor([base ** (-i / count) for i in range(count)], dtype=torch.float64)
    return torch.arange(length, dtype=torch.float64)[:, None] * frequency


def rotary(x):
    """Feature i and feature i + size / 2 as the real and the imaginary part of a number."""
    a, b = x.chunk(2, -1)
    turned = torch.complex(a, b) * torch.polar(torch.ones(1, dtype=torch.float64), angles(x.shape[-2], a.shape[-1], 10_000))
    return torch.cat([turned.real, turned.imag], -1)


def rotary_pairs(x, base):
    numbers = torch.view_as_complex(x.unflatten(-1, (-1, 2)).contiguous())
    turned = numbers * torch.polar(torch.ones(1, dtype=torch.float64), angles(x.shape[-2], x.shape[-1] // 2, base))
    return torch.view_as_real(turned).flatten(-2)


def waves(length, size):
    y = torch.zeros(length, size, dtype=torch.float64)
    for place in range(length):
        for i in range(size // 2):
            y[place, 2 * i] = math.sin(place / 10_000 ** (2 * i / size))
            y[place, 2 * i + 1] = math.cos(place / 10_000 ** (2 * i / size))
    return y


def feed_forward(x, k, activation):
    return activation(x @ small(k, 8, 3) + small(k + 1, 3), approximate="tanh") @ small(k + 2, 3, 8) + small(k + 3, 8)


def encoder(x, first_norm, activation):
    """PyTorch's own block. The parameters of Apus: attention 0 to 7, norm 8 and 9, feed-forward 10 to 13, norm 14 and 15."""
    gelu = lambda x: F.gelu(x, approximate="tanh")
    block = torch.nn.TransformerEncoderLayer(
        8, 2, 3, 0.0, gelu if activation == "gelu" else activation, batch_first=True, norm_first=first_norm, dtype=torch.float64)
    (q, a), (k, b), (v, c), (o, d) = few(0, 8, 8)
    weights = {
        "self_attn.in_proj_weight": torch.cat([q.T, k.T, v.T]), "self_attn.in_proj_bias": torch.cat([a, b, c]),
        "self_attn.out_proj.weight": o.T, "self_attn.out_proj.bias": d,
        "norm1.bias": small(8, 8), "norm1.weight": small(9, 8),
        "linear1.weight": small(10, 8, 3).T, "linear1.bias": small(11, 3),
        "linear2.weight": small(12, 3, 8).T, "linear2.bias": small(13, 8),
        "norm2.bias": small(14, 8), "norm2.weight": small(15, 8),
    }
    return torch.func.functional_call(block.train(), weights, (x,))


def weight_normed(v, g):
    return torch._weight_norm(v.T, g[:, None]).T


def same(extent, reach, stride=1):
    """TensorFlow's padding before and behind: what is odd lies behind."""
    count = max(0, (-(-extent // stride) - 1) * stride + reach - extent)
    return count // 2, count - count // 2


def dilated(x, f, strides=(1, 1), rates=(1, 1), padding=((0, 0), (0, 0))):
    x = F.pad(x, (0, 0, *padding[1], *padding[0]), value=-math.inf)
    reach = [(f.shape[i] - 1) * rates[i] + 1 for i in (0, 1)]
    windows = x.unfold(1, reach[0], strides[0]).unfold(2, reach[1], strides[1])[..., :: rates[0], :: rates[1]]
    return (windows + f.movedim(-1, 0)).amax((-2, -1))


def words(seed, count):
    """SplitMix64, started at the word that it makes of the seed."""
    mask, gamma = 2**64 - 1, 0x9E3779B97F4A7C15

    def mixed(z):
        z = (z + gamma) & mask
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & mask
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & mask
        return z ^ (z >> 31)

    return [mixed((mixed(seed) + i * gamma) & mask) for i in range(count)]


def regions(extent, ratio, pseudo_random, overlapping, seed):
    count = int(extent / ratio)
    if pseudo_random:
        u = (words(seed, 1)[0] >> 11) / 2**53
        ends = [int(extent / count * i + u) for i in range(1, count)] + [extent]
    else:
        drawn = words(seed, count)
        longer = extent % count
        sizes = [extent // count + (i < longer) for i in sorted(range(count), key=drawn.__getitem__)]
        ends = [sum(sizes[: i + 1]) for i in range(count)]
    return [range(a, min(extent, b + overlapping)) for a, b in zip([0] + ends, ends)]


def fractional(fold, x, ratios, seed, pseudo_random=False, overlapping=False):
    rows = regions(x.shape[1], ratios[0], pseudo_random, overlapping, seed + 1)
    columns = regions(x.shape[2], ratios[1], pseudo_random, overlapping, seed + 2)
    return torch.stack([torch.stack([fold(x[:, list(r)][:, :, list(c)], (1, 2)) for c in columns], 1) for r in rows], 1)


p = parameter
sequences = [(2, 7, 3), (1, 3, 3), (3, 4, 3)]
images = [(2, 3, 4, 4), (1, 3, 3, 4), (1, 4, 5, 4)]
large_images = [(1, 9, 7, 2), (2, 6, 5, 2), (1, 5, 8, 1)]
volumes = [(1, 3, 4, 3, 2), (2, 2, 3, 2, 2), (1, 4, 3, 2, 2)]
sentences = [(2, 5, 8), (1, 1, 8), (1, 6, 8)]
of_three = [(2, 3, 4, 4), (1, 3, 2), (4, 3)]
pairs = [(2, 3, 4, 4), (4, 6), (1, 4, 2, 3)]
rows = {
    "Dense": (images, lambda x: x @ p(0, 4, 3) + p(1, 3)),
    "Dense with tanh": (images, lambda x: torch.tanh(x @ p(0, 4, 2) + p(1, 2))),
    "Conv2D": (images, lambda x: conv(x, p(0, 2, 3, 4, 2), p(1, 2), stride=(1, 2))),
    "Conv2D same, relu": (images, lambda x: F.relu(conv(x, p(0, 3, 3, 4, 2), p(1, 2), padding=1))),
    "Conv2D of groups": (images, lambda x: conv(x, p(0, 2, 2, 2, 4), p(1, 4), groups=2)),
    "MaxPool2D": (images, lambda x: pool("max", x, 2, (1, 2))),
    "AvgPool2D": (images, lambda x: pool("avg", x, 2, (2, 1))),
    "AvgPool2D same": (images, lambda x: pool("avg", x, 3, 1, 1, False, False)),
    "Flatten": (images, lambda x: x.flatten(1)),
    "Conv1D": (sequences, lambda x: conv(x, p(0, 3, 3, 2), p(1, 2))),
    "Conv1D same, strides, dilation": (sequences, lambda x: conv(F.pad(x, (0, 0, 2, 2)), p(0, 3, 3, 2), p(1, 2), dilation=2)),
    "Conv3D": (volumes, lambda x: conv(x, p(0, 2, 2, 2, 2, 3), p(1, 3), stride=(1, 2, 1))),
    "DepthwiseConv2D": (images, lambda x: depthwise(x, p(0, 3, 3, 4, 2), p(1, 8), stride=(1, 2))),
    "SeparableConv1D": (sequences, lambda x: conv(depthwise(x, p(0, 3, 3, 2)), p(1, 1, 6, 4), p(2, 4))),
    "SeparableConv2D": (images, lambda x: conv(depthwise(x, p(0, 2, 2, 4, 1)), p(1, 1, 1, 4, 3), p(2, 3))),
    "TransposedConv1D": (sequences, lambda x: transposed(x, p(0, 4, 2, 3), p(1, 2), 2)),
    "TransposedConv1D, stride above filter": (sequences, lambda x: transposed(x, p(0, 2, 2, 3), p(1, 2), 3, output_padding=1)),
    "TransposedConv2D": (images, lambda x: transposed(x, p(0, 3, 2, 3, 4), p(1, 3), (2, 1))),
    "TransposedConv2D same": (images, lambda x: transposed(x, p(0, 4, 4, 3, 4), p(1, 3), 2, padding=1)),
    "TransposedConv3D": (volumes, lambda x: transposed(x, p(0, 2, 2, 2, 3, 2), p(1, 3), 2)),
    "MaxPool1D": (sequences, lambda x: pool("max", x, 3, 2)),
    "AvgPool1D": (sequences, lambda x: pool("avg", x, 3, 2)),
    "MaxPool3D": (volumes, lambda x: pool("max", x, 2, 2)),
    "AvgPool3D": (volumes, lambda x: pool("avg", x, (2, 3, 1), (2, 1, 3))),
    "GlobalAvgPool1D": (sequences, lambda x: x.mean(1)),
    "GlobalAvgPool2D": (images, lambda x: x.mean((1, 2))),
    "GlobalAvgPool3D": (volumes, lambda x: x.mean((1, 2, 3))),
    "GlobalMaxPool1D": (sequences, lambda x: x.amax(1)),
    "GlobalMaxPool2D": (images, lambda x: x.amax((1, 2))),
    "GlobalMaxPool3D": (volumes, lambda x: x.amax((1, 2, 3))),
    "ZeroPadding1D": (sequences, lambda x: F.pad(x, (0, 0, 1, 2))),
    "ZeroPadding2D": (images, lambda x: F.pad(x, (0, 0, 3, 0, 1, 2))),
    "ZeroPadding3D": (volumes, lambda x: F.pad(x, (0, 0, 1, 1, 1, 1, 1, 1))),
    "UpSampling1D": (sequences, lambda x: last(F.interpolate(first(x), scale_factor=3, mode="nearest"))),
    "UpSampling2D": (images, lambda x: last(F.interpolate(first(x), scale_factor=2, mode="nearest"))),
    "UpSampling3D": (volumes, lambda x: last(F.interpolate(first(x), scale_factor=2, mode="nearest"))),
    "Dilation2D": (images, lambda x: dilated(x, p(0, 2, 2, 4))),
    "Dilation2D same, strides, rates": (
        images, lambda x: dilated(x, p(0, 2, 3, 4), (1, 2), (2, 1), (same(x.shape[1], 3), same(x.shape[2], 3, 2)))),
    "Erosion2D": (images, lambda x: -dilated(-x, p(0, 2, 3, 4).flip(0, 1))),
    "FractionalMaxPool2D": (large_images, lambda x: fractional(torch.amax, x, (1.5, 1.3), 3)),
    "FractionalMaxPool2D pseudo-random, overlapping": (large_images, lambda x: fractional(torch.amax, x, (1.5, 2.2), 4, True, True)),
    "FractionalAvgPool2D": (large_images, lambda x: fractional(torch.mean, x, (1.5, 1.3), 5)),
    # The parameters are offset and scale, in this order.
    "BatchNorm in use": (images, lambda x: x / math.sqrt(1 + 1e-3) * p(1, 4) + p(0, 4)),
    "BatchNorm in training": (images, lambda x: last(F.batch_norm(first(x), None, None, p(1, 4), p(0, 4), True, eps=1e-3))),
    "LayerNorm": (images, lambda x: F.layer_norm(x, [4], p(1, 4), p(0, 4), eps=1e-3)),
    "LayerNorm of another axis": (of_three, lambda x: moments_norm(x, 1, along(x, 1, p(1, 3)), along(x, 1, p(0, 3)))),
    "GroupNorm": (images, lambda x: last(F.group_norm(first(x), 2, p(1, 4), p(0, 4), eps=1e-3))),
    # Written out: PyTorch 2.13's own takes wrong gradients of scale and offset for one example whose channels lie last.
    "InstanceNorm": (images, lambda x: moments_norm(x, (1, 2), p(1, 4), p(0, 4))),
    "RMSNorm": (images, lambda x: F.rms_norm(x, [4], p(0, 4), eps=1e-6)),
    "PReLU": (images, lambda x: last(F.prelu(first(x), p(0, 4)))),
    "Reshape": (pairs, lambda x: x.reshape(2, -1, 12)),
    "MultiHeadAttention": (sentences, lambda x: attention(x, few(0, 8, 8), 2)),
    "MultiHeadAttention, causal, grouped": (sentences, lambda x: attention(x, few(0, 8, 4), 4, 2, causal=True)),
    "MultiHeadAttention, rotary": (sentences, lambda x: attention(x, few(0, 8, 8, bias=False), 2, change=rotary)),
    "RotaryPositionEmbedding": (sentences, lambda x: rotary(x)),
    "RotaryPositionEmbedding, interleaved": (sentences, lambda x: rotary_pairs(x, 100)),
    "SinusoidalPositionEmbedding": (sentences, lambda x: x + waves(x.shape[1], 8)),
    "PositionEmbedding": (sentences, lambda x: x + p(0, 6, 8)[: x.shape[1]]),
    "FeedForward": (sentences, lambda x: feed_forward(x, 0, F.gelu)),
    "TransformerEncoderBlock": (sentences, lambda x: encoder(x, True, "gelu")),
    "TransformerEncoderBlock, normalized after": (sentences, lambda x: encoder(x, False, "relu")),
    "WeightNorm": (images, lambda x: x @ weight_normed(p(0, 4, 3), p(2, 3)) + p(1, 3)),
    "LoRA": (images, lambda x: x @ (constant(7, 4, 3) + 1.5 * p(0, 4, 2) @ p(1, 2, 3))),
}


def entry(shape, layer):
    leaves.clear()
    x = numbers(shape, lambda i: math.sin(i + 1)).requires_grad_()
    output = layer(x)
    weights = numbers(output.shape, lambda i: math.cos(0.3 * i))
    arguments = [x] + [leaves[k] for k in sorted(leaves)]
    gradients = torch.autograd.grad((output * weights).sum(), arguments, materialize_grads=True)
    written = lambda y: {"shape": list(y.shape), "scalars": [round(v, 11) for v in y.flatten().tolist()]}
    return {"input": shape, "output": written(output), "gradients": [written(g) for g in gradients]}


lines = ",\n".join(
    f"  {json.dumps(name)}: [{', '.join(json.dumps(entry(shape, layer)) for shape in shapes)}]" for name, (shapes, layer) in rows.items())
print(f'{{\n"reference": "PyTorch {torch.__version__}, by make-layers.py",\n"rows": {{\n{lines}\n}}\n}}')
