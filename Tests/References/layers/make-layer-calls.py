"""Writes layer-calls.json: what PyTorch computes for calls of layers with more than one argument, in double precision.

Tensors are wave(k, shape): sin(1 + i + k) for i = 0, 1, …; weights are 0.3 times that. The gradients are those of Σ output·cos(0.3·i)
with respect to the inputs that a call begins with.

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


def attentions(b, h, queries, keys, size, value_size):
    q, k, v = wave(0, b, h, queries, size), wave(1, b, h, keys, size), wave(2, b, h, keys, value_size)
    mask = wave(9, b, h, queries, keys) > -0.5
    blind = mask.clone()
    blind[-1, h // 2, 0] = False
    attention = F.scaled_dot_product_attention
    continued = torch.ones(queries, keys, dtype=torch.bool).tril(keys - queries)
    return {
        "plain": ([q, k, v], attention),
        "scale": ([q, k, v], lambda q, k, v: attention(q, k, v, scale=0.7)),
        "causal": ([k, v], lambda k, v: attention(k, k, v, is_causal=True)),
        "causal, continued": ([q, k, v], lambda q, k, v: attention(q, k, v, continued)),
        "mask": ([q, k, v], lambda q, k, v: attention(q, k, v, mask)),
        "mask, one sees nothing": ([q, k, v], lambda q, k, v: attention(q, k, v, blind)),
        "grouped": ([q, k, v], lambda q, k, v: attention(q, k[:, : h // 2], v[:, : h // 2], mask, enable_gqa=True)),
        "keys shared by all": ([q, k, v], lambda q, k, v: attention(q, k[:, :1], v[:, :1], enable_gqa=True)),
    }


def modules(b, length, context):
    is_word = torch.tensor([[place < context - 3 * i % context for place in range(context)] for i in range(b)])
    x, narrow, memory = wave(0, b, length, 8), wave(1, b, context, 6), wave(1, b, context, 8)
    return {
        "cross-attention": ([x, narrow], lambda x, y: cross_attention(x, y, projections(0, 8, 6, 8), 2, is_word[:, None, None])),
        "decoder": ([x, memory], lambda x, y: decoder(x, y, ~is_word, True)),
        "decoder, normalized after": ([x, memory], lambda x, y: decoder(x, y, ~is_word, False)),
    }


def bags_of(rows):
    bags, table = torch.tensor(rows), wave(4, 7, 3)
    return {
        "bag, sum": ([table], lambda t: F.embedding_bag(bags, t, mode="sum")),
        "bag, weighted": ([table, wave(6, *bags.shape)], lambda t, w: F.embedding_bag(bags, t, mode="sum", per_sample_weights=w)),
        "bag, mean without padding": ([table], lambda t: F.embedding_bag(bags, t, mode="mean", padding_idx=0)),
        "bag, mean": ([table], lambda t: F.embedding_bag(bags, t, mode="mean")),
        "bag, max without padding": ([table], lambda t: F.embedding_bag(bags, t, mode="max", padding_idx=0)),
    }


def spectral(b, inputs, outputs):
    """Algorithm 1 of Miyato et al. with PyTorch's gradients; its own spectral_norm begins with the other vector."""
    matrix = wave(3, inputs, outputs).requires_grad_()
    u, v = F.normalize(wave(0, outputs), dim=0), F.normalize(wave(1, inputs), dim=0)
    x = wave(5, b, inputs)
    calls = {"SpectralNorm before": x @ (matrix / (v @ matrix @ u))}
    for step in range(3):
        with torch.no_grad():
            v = F.normalize(matrix @ u, dim=0)
            u = F.normalize(matrix.T @ v, dim=0)
        calls[f"SpectralNorm, training {step}"] = y = x @ (matrix / (v @ matrix @ u))
    y.square().sum().backward()
    found = calls | {"SpectralNorm, gradient": matrix.grad, "SpectralNorm after": x @ (matrix / (v @ matrix @ u))}
    return {name: ([], lambda y=y: y) for name, y in found.items()}


def entry(inputs, call):
    inputs = [x.clone().requires_grad_() for x in inputs]
    output = call(*inputs)
    weights = torch.tensor([math.cos(0.3 * i) for i in range(output.numel())], dtype=torch.float64).reshape(output.shape)
    gradients = torch.autograd.grad((output * weights).sum(), inputs, materialize_grads=True) if inputs else []
    written = lambda y: {"shape": list(y.shape), "scalars": [round(v, 12) for v in y.flatten().tolist()]}
    return {"output": written(output), "gradients": [written(g) for g in gradients]}


sizes = {
    attentions: [(2, 4, 3, 5, 6, 2), (1, 2, 1, 4, 3, 1), (3, 2, 4, 4, 2, 1)],
    modules: [(2, 3, 5), (1, 1, 4), (3, 4, 2)],
    bags_of: [([[1, 4, 2, 6], [3, 0, 0, 5], [0, 0, 0, 0]],), ([[2, 0]],), ([[5], [0], [1], [6]],)],
    spectral: [(2, 4, 3), (1, 2, 5), (4, 3, 2)],
}
rows = {}
for group, all_sizes in sizes.items():
    for size in all_sizes:
        for name, call in group(*size).items():
            rows.setdefault(name, []).append(entry(*call))
lines = ",\n".join(f"  {json.dumps(name)}: {json.dumps(calls)}" for name, calls in rows.items())
print(f'{{\n"reference": "PyTorch {torch.__version__}, by make-layer-calls.py",\n"rows": {{\n{lines}\n}}\n}}')
