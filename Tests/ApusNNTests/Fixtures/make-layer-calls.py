"""Writes layer-calls.json: what PyTorch computes for calls of layers with more than one argument, in double precision.

Tensors are wave(k, shape): sin(1 + i + k) for i = 0, 1, …; weights are 0.3 times that.

    python make-layer-calls.py > layer-calls.json     # with torch 2.13.0
"""

import json
import math

import torch
import torch.nn.functional as F


def wave(k, *shape):
    return torch.tensor([math.sin(1 + i + k) for i in range(math.prod(shape))], dtype=torch.float64).reshape(shape)


def weight(k, *shape):
    return 0.3 * wave(k, *shape)


def projections(k, inputs, context, shared):
    return [(weight(k + 2 * i, *s), weight(k + 2 * i + 1, s[1]))
            for i, s in enumerate([(inputs, inputs), (context, shared), (context, shared), (inputs, inputs)])]


def split(x, heads):
    return x.unflatten(-1, (heads, -1)).transpose(1, 2)


def cross_attention(x, context, parts, heads, mask):
    (q, a), (k, b), (v, c), (o, d) = parts
    y = F.scaled_dot_product_attention(split(x @ q + a, heads), split(context @ k + b, heads), split(context @ v + c, heads), mask)
    return y.transpose(1, 2).flatten(2) @ o + d


def decoder(x, memory, padding, first_norm):
    block = torch.nn.TransformerDecoderLayer(
        8, 2, 3, 0.0, lambda x: F.gelu(x, approximate="tanh"), batch_first=True, norm_first=first_norm, dtype=torch.float64)
    with torch.no_grad():
        number = 0
        def attention(target):
            nonlocal number
            (q, a), (k, b), (v, c), (o, d) = projections(number, 8, 8, 8)
            target.in_proj_weight.copy_(torch.cat([q.T, k.T, v.T])), target.in_proj_bias.copy_(torch.cat([a, b, c]))
            target.out_proj.weight.copy_(o.T), target.out_proj.bias.copy_(d)
            number += 8
        def norm(target):
            nonlocal number
            target.bias.copy_(weight(number, 8)), target.weight.copy_(weight(number + 1, 8))
            number += 2
        attention(block.self_attn), norm(block.norm1), attention(block.multihead_attn), norm(block.norm2)
        block.linear1.weight.copy_(weight(number, 8, 3).T), block.linear1.bias.copy_(weight(number + 1, 3))
        block.linear2.weight.copy_(weight(number + 2, 3, 8).T), block.linear2.bias.copy_(weight(number + 3, 8))
        number += 4
        norm(block.norm3)
        causal = torch.ones(x.shape[1], x.shape[1], dtype=torch.bool).triu(1)
        return block.train()(x, memory, tgt_mask=causal, memory_key_padding_mask=padding)


def spectral():
    """Algorithm 1 of Miyato et al. with PyTorch's gradients; its own spectral_norm begins with the other vector."""
    matrix = wave(3, 4, 3).requires_grad_()
    u, v = F.normalize(wave(0, 3), dim=0), F.normalize(wave(1, 4), dim=0)
    x = wave(5, 2, 4)
    calls = {"SpectralNorm before": x @ (matrix / (v @ matrix @ u))}
    for step in range(3):
        with torch.no_grad():
            v = F.normalize(matrix @ u, dim=0)
            u = F.normalize(matrix.T @ v, dim=0)
        calls[f"SpectralNorm, training {step}"] = y = x @ (matrix / (v @ matrix @ u))
    y.square().sum().backward()
    return calls | {"SpectralNorm, gradient": matrix.grad, "SpectralNorm after": x @ (matrix / (v @ matrix @ u))}


q, k, v = wave(0, 2, 4, 3, 6), wave(1, 2, 4, 5, 6), wave(2, 2, 4, 5, 2)
mask = wave(9, 2, 4, 3, 5) > -0.5
blind = mask.clone()
blind[1, 2, 0] = False
is_word = torch.tensor([[True] * 5, [True, True, False, False, False]])
table = wave(4, 7, 3)
bags = torch.tensor([[1, 4, 2, 6], [3, 0, 0, 5], [0, 0, 0, 0]])
calls = {
    "plain": F.scaled_dot_product_attention(q, k, v),
    "scale": F.scaled_dot_product_attention(q, k, v, scale=0.7),
    "causal": F.scaled_dot_product_attention(k, k, v, is_causal=True),
    "causal, continued": F.scaled_dot_product_attention(q, k, v, torch.ones(3, 5, dtype=torch.bool).tril(2)),
    "mask": F.scaled_dot_product_attention(q, k, v, mask),
    "mask, one sees nothing": F.scaled_dot_product_attention(q, k, v, blind).nan_to_num(),
    "grouped": F.scaled_dot_product_attention(q, k[:, :2], v[:, :2], mask, enable_gqa=True),
    "keys shared by all": F.scaled_dot_product_attention(q, k[:, :1], v[:, :1], enable_gqa=True),
    "cross-attention": cross_attention(wave(0, 2, 3, 8), wave(1, 2, 5, 6), projections(0, 8, 6, 8), 2, is_word[:, None, None]),
    "decoder": decoder(wave(0, 2, 3, 8), wave(1, 2, 5, 8), ~is_word, True),
    "decoder, normalized after": decoder(wave(0, 2, 3, 8), wave(1, 2, 5, 8), ~is_word, False),
    "bag, sum": F.embedding_bag(bags, table, mode="sum"),
    "bag, weighted": F.embedding_bag(bags, table, mode="sum", per_sample_weights=wave(6, 3, 4)),
    "bag, mean without padding": F.embedding_bag(bags, table, mode="mean", padding_idx=0),
    "bag, mean": F.embedding_bag(bags, table, mode="mean"),
    "bag, max without padding": F.embedding_bag(bags, table, mode="max", padding_idx=0),
} | spectral()
lines = ",\n".join(
    f"  {json.dumps(name)}: {json.dumps({'shape': list(y.shape), 'scalars': [round(x, 12) for x in y.flatten().tolist()]})}"
    for name, y in calls.items())
print(f'{{\n"reference": "PyTorch {torch.__version__}, by make-layer-calls.py",\n"outputs": {{\n{lines}\n}}\n}}')
