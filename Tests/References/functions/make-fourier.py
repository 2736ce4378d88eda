"""Writes fourier.json: PyTorch's transforms and their derivatives, in double precision; complex arrays as real and imaginary parts.

    python make-fourier.py > fourier.json     # with torch 2.13.0
"""

import torch

from reference import spread, write


def complex_rows(transform, axes):
    def function(real, imaginary):
        y = transform(torch.complex(real, imaginary), axes)
        return y.real, y.imag
    return function


def real_rows(axes):
    def function(x):
        y = torch.fft.rfftn(x, dim=axes)
        return y.real, y.imag
    return function


def inverse_rows(lengths, axes):
    return lambda real, imaginary: torch.fft.irfftn(torch.complex(real, imaginary), s=lengths, dim=axes)


def pair(*shape):
    return [spread(*shape), spread(*shape, step=0.7)]


rows = {}
shapes = {1: [(8,), (2, 7), (3, 1), (21,)], 2: [(4, 6), (2, 3, 5), (1, 8)], 3: [(2, 3, 4), (2, 2, 3, 5), (3, 1, 6)]}
for count, name in [(1, ""), (2, "2D"), (3, "3D")]:
    axes = tuple(range(-count, 0))
    forward = lambda x, axes: torch.fft.fftn(x, dim=axes)
    backward = lambda x, axes: torch.fft.ifftn(x, dim=axes)
    rows["fft" + name] = [(complex_rows(forward, axes), pair(*s)) for s in shapes[count]]
    rows["ifft" + name] = [(complex_rows(backward, axes), pair(*s)) for s in shapes[count]]
    rows["rfft" + name] = [(real_rows(axes), [spread(*s)]) for s in shapes[count]]
for length in [7, 8]:
    lasts = [(2, length // 2 + 1), (length // 2 + 1,), (2, 2, length // 2 + 1)]
    rows[f"irfft {length}"] = [(inverse_rows((length,), (-1,)), pair(*s)) for s in lasts]
    rows[f"irfft2D 4 x {length}"] = [(inverse_rows((4, length), (-2, -1)), pair(*s)) for s in [(4, length // 2 + 1), (2, 4, length // 2 + 1), (1, 1, 4, length // 2 + 1)]]
rows["irfft3D 2 x 3 x 5"] = [(inverse_rows((2, 3, 5), (-3, -2, -1)), pair(*s)) for s in [(2, 3, 3), (2, 2, 3, 3), (1, 2, 3, 3)]]


def complex_pairs(function):
    def parts(a, b, c, d):
        y = function(torch.complex(a, b), torch.complex(c, d))
        return y.real, y.imag
    return [(parts, pair(*s) + [x + 2 for x in pair(*s)]) for s in [(5,), (2, 2), (1, 3, 1)]]


rows["* of complex numbers"] = complex_pairs(torch.mul)
rows["/ of complex numbers"] = complex_pairs(torch.div)
rows["init(magnitude"] = [(lambda r, a: (torch.polar(r, a).real, torch.polar(r, a).imag), [spread(*s, shift=2), spread(*s, step=0.7)]) for s in [(5,), (2, 2), (1, 3, 1)]]
rows["magnitude, angle"] = [(lambda a, b: (torch.complex(a, b).abs(), torch.complex(a, b).angle()), pair(*s)) for s in [(5,), (2, 2), (1, 3, 1)]]
write(rows)
