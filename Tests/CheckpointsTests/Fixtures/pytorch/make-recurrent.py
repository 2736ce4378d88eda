"""Writes the state dict of PyTorch's recurrent layers with what they make of an input, for the tests of name mapping.

Run in an environment with torch and numpy; the files lie beside this program.
"""

from pathlib import Path

import numpy as np
import torch
from torch import nn

torch.manual_seed(2)


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.basic = nn.RNN(3, 4, batch_first=True)
        self.blocks = nn.ModuleList([nn.LSTM(4, 5, batch_first=True), nn.GRU(5, 4, batch_first=True)])
        self.both = nn.LSTM(4, 3, batch_first=True, bidirectional=True)
        self.lstm_cell = nn.LSTMCell(6, 2)

    def forward(self, x):
        x, _ = self.basic(x)
        for block in self.blocks:
            x, _ = block(x)
        x, _ = self.both(x)
        return self.lstm_cell(x[:, -1])[0]


model = Model().eval()
x = torch.randn(2, 5, 3)
with torch.no_grad():
    y = model(x)
here = Path(__file__).resolve().parent
np.savez(here / "recurrent.npz", **{name: value.numpy() for name, value in model.state_dict().items()})
np.savez(here / "recurrent-example.npz", x=x.numpy(), y=y.numpy())
