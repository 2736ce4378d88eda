"""Writes shape.json: what PyTorch and NumPy make of shapes: elements moved, repeated, cut out, put together, and made from nothing.

    python make-shape.py > shape.json     # with torch 2.13.0 and numpy 2.4.6
"""

import numpy as np
import torch
import torch.nn.functional as F

from reference import places, spread, whole, write

three = [(2, 3, 2), (1, 3, 4), (4, 3, 1)]
images = [(1, 2, 2, 8), (2, 2, 4, 4), (1, 4, 2, 4)]


def mirrored(mode):
    """By NumPy's rule for places, and PyTorch's derivative of taking them."""
    def function(x):
        sizes = [(1, 1)] * x.dim()
        index = np.pad(np.arange(x.numel()).reshape(x.shape), sizes, mode=mode)
        return x.flatten()[torch.from_numpy(index)]
    return places(function, (3,), (3, 2), (2, 3, 2))


def depth_to_space(x, b=2):
    n, h, w, c = x.shape
    return x.reshape(n, h, w, b, b, c // b**2).permute(0, 1, 3, 2, 4, 5).reshape(n, h * b, w * b, c // b**2)


def space_to_depth(x, b=2):  # PyTorch's blocks have the channels first
    y = F.pixel_unshuffle(x.permute(0, 3, 1, 2), b)
    n, c, h, w = y.shape
    return y.reshape(n, c // b**2, b * b, h, w).permute(0, 3, 4, 2, 1).reshape(n, h, w, c)


def assigned(x, y):
    x = x.clone()
    x[:, 1] = y
    return x


def made(array, points=((2,), (3,), (4,))):
    """From how many elements the operand has, and with its sum, so that a derivative shows that none passes."""
    return places(lambda x: torch.as_tensor(array(x.numel()), dtype=torch.float64), *points, differentiable=False)


indices = [whole(4), whole(2, 3), whole(1, 2, 2)]

write({
    "reshaped": places(lambda x: x.reshape(-1, 2), (8,), (3, 4), (2, 3, 2)),
    "flattened": places(torch.flatten, *three),
    "rankLifted": places(lambda x: x[None], (8,), (2, 3), ()),
    "expandingShape": places(lambda x: x[:, None, :, None], (2, 3), (1, 4), (3, 1)),
    "squeezingShape": places(lambda x: x.squeeze((0, 2)), (1, 3, 1), (1, 2, 1, 4), (1, 1, 1)),
    "transposed": places(lambda x: x.permute(*reversed(range(x.dim()))), (2, 3), (2, 3, 2), (4,)),
    "transposed by a permutation": places(lambda x: x.permute(2, 0, 1), *three),
    "reversed": places(lambda x: x.flip(0, 2), *three),
    "concatenated": places(lambda a, b: torch.cat([a, b], 1), ((2, 1), (2, 3)), ((3, 2, 2), (3, 1, 2)), ((1, 4), (1, 4))),
    "++": places(lambda a, b: torch.cat([a, b]), ((1, 3), (2, 3)), ((3,), (5,)), ((2, 1, 2), (1, 1, 2))),
    "init(concatenating": places(lambda a, b, c: torch.cat([a, b, c], -1), *[((2, 1), (2, 3), (2, 2)), ((3,), (1,), (2,)), ((1, 2, 1), (1, 2, 1), (1, 2, 2))]),
    "init(stacking": places(lambda a, b: torch.stack([a, b], 1), *[((2, 3), (2, 3)), ((3,), (3,)), ((1, 2, 2), (1, 2, 2))]),
    "tiled": places(lambda x: x.repeat(2, 3), (2, 2), (1, 3), (3, 1)),
    "unstacked": places(lambda x: x.unbind(1), (2, 3), (1, 2, 2), (4, 1)),
    "split": places(lambda x: x.split(2, 1), (2, 4), (1, 4, 2), (3, 2)),
    "split by sizes": places(lambda x: x.split([1, 2], 1), *three),
    "broadcasted": places(lambda x: x.expand(2, 3, 2), (3, 2), (1, 2), (2, 1, 1)),
    "broadcasted like": places(lambda x, y: x.expand_as(y), ((3,), (2, 3)), ((2, 1), (2, 4)), ((), (3,))),
    "init(broadcasting": places(lambda x: x.expand(2, 3, 2), (3, 2), (1, 2), (2, 1, 1)),
    "unbroadcasted": places(lambda x: x.sum_to_size(3, 1), (3, 2), (2, 3, 4), (3, 1)),
    "unbroadcasted like": places(lambda x, y: x.sum_to_size(y.shape), ((2, 3), (3,)), ((2, 4), (2, 1)), ((3,), ())),
    "padded": places(lambda x: F.pad(x, (0, 1, 2, 1), value=0.5), *three),
    "padded by less": places(lambda x: F.pad(x, (0, 0, -1, 1)), *three),
    "padded reflecting": mirrored("reflect"),
    "padded symmetrically": mirrored("symmetric"),
    "slice": places(lambda x: x[:, 1:3], *three),
    "slice by sizes": places(lambda x: x[:, 1:2], *three),
    "depthToSpace": places(depth_to_space, *images),
    "spaceToDepth": places(space_to_depth, *[(1, 4, 2, 2), (2, 2, 2, 1), (1, 2, 4, 3)]),
    "subscript at a place": places(lambda x: x[:, 2], *three),
    "subscript of ranges": places(lambda x: x[0:1, 0:3:2, None], *three),
    "subscript from the end": places(lambda x: x[..., -1:, :].flip(0), *three),
    "subscript assigned": places(assigned, *[((2, 3, 2), (2, 2)), ((1, 3), (1,)), ((3, 2, 1), (3, 1))]),
    "init(oneHotAtIndices": [(lambda i: F.one_hot(i, 5).double(), [i]) for i in indices],
    "init(oneHotAtIndices along 0": [(lambda i: 0.5 + 2 * F.one_hot(i, 5).double().movedim(-1, 0), [i]) for i in indices],
    "init(rangeFrom": made(lambda n: np.arange(-1, n, 0.75)),
    "init(linearSpaceFrom": made(lambda n: np.linspace(-1, 2, n)),
    "init(repeating": made(lambda n: np.full((n, 2), 1.5)),
    "init(zeros": made(lambda n: np.zeros((n, 2))),
    "init(ones": made(lambda n: np.ones((2, n))),
    "init(zerosLike": places(torch.zeros_like, *three),
    "init(onesLike": places(torch.ones_like, *three),
    "eye": made(lambda n: np.eye(n, 3)),
})
