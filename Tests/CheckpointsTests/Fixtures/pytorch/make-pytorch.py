"""Writes the state dict of a PyTorch model with what it makes of an input, for the tests of name mapping.

Run in an environment with torch and numpy; the file lies beside this program.
"""

from pathlib import Path

import numpy as np
import torch
from torch import nn

torch.manual_seed(1)


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = nn.Conv2d(2, 4, 3)
        self.depthwise = nn.Conv2d(4, 8, 3, groups=4)
        self.norm = nn.BatchNorm2d(8)
        self.up = nn.ConvTranspose2d(8, 3, 2)
        self.blocks = nn.ModuleList([nn.Linear(3, 5), nn.Linear(5, 3)])
        self.scaling = nn.LayerNorm(3)
        self.words = nn.Embedding(6, 3)

    def forward(self, x, word):
        x = self.up(self.norm(self.depthwise(torch.relu(self.stem(x))))).mean((2, 3))
        for block in self.blocks:
            x = torch.tanh(block(x))
        return self.scaling(x) + self.words(word)


model = Model().eval()
with torch.no_grad():
    model.norm.running_mean.uniform_(-1, 1)
    model.norm.running_var.uniform_(0.5, 2)
    x, word = torch.randn(2, 2, 8, 7), torch.tensor([4, 1])
    y = model(x, word)
here = Path(__file__).resolve().parent
np.savez(here / "state.npz", **{f"model.{name}": value.numpy() for name, value in model.state_dict().items()})
np.savez(here / "example.npz", x=x.permute(0, 2, 3, 1).contiguous().numpy(), word=word.int().numpy(), y=y.numpy())
