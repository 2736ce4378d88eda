"""The networks of sequences as PyTorch modules, filled with the weights that all competitors share."""

import numpy as np
import torch
from torch import nn
from torch.nn import functional

import torch_models
import workloads


class Attention(nn.Module):
    """Causal attention of several heads, whose queries, keys and values are one product."""

    def __init__(self) -> None:
        super().__init__()
        self.projection = nn.Linear(workloads.GPT_FEATURES, 3 * workloads.GPT_FEATURES)
        self.output = nn.Linear(workloads.GPT_FEATURES, workloads.GPT_FEATURES)

    def forward(self, texts: torch.Tensor) -> torch.Tensor:
        heads = (
            part.unflatten(2, (workloads.GPT_HEADS, -1)).transpose(1, 2)
            for part in self.projection(texts).split(workloads.GPT_FEATURES, dim=2)
        )
        attended = functional.scaled_dot_product_attention(*heads, is_causal=True)
        return self.output(attended.transpose(1, 2).flatten(2))


class Block(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        features = workloads.GPT_FEATURES
        self.attention_norm = nn.LayerNorm(features, eps=workloads.NORM_EPSILON)
        self.attention = Attention()
        self.feed_forward_norm = nn.LayerNorm(features, eps=workloads.NORM_EPSILON)
        self.feed_forward = nn.Sequential(nn.Linear(features, 4 * features), nn.GELU(), nn.Linear(4 * features, features))

    def forward(self, texts: torch.Tensor) -> torch.Tensor:
        texts = texts + self.attention(self.attention_norm(texts))
        return texts + self.feed_forward(self.feed_forward_norm(texts))


class GPT(nn.Module):
    """Logits of the next word at every place."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(workloads.GPT_WORDS, workloads.GPT_FEATURES)
        self.places = nn.Embedding(workloads.GPT_LENGTH, workloads.GPT_FEATURES)
        self.blocks = nn.Sequential(*(Block() for _ in range(workloads.GPT_BLOCKS)))
        self.norm = nn.LayerNorm(workloads.GPT_FEATURES, eps=workloads.NORM_EPSILON)
        self.classifier = nn.Linear(workloads.GPT_FEATURES, workloads.GPT_WORDS)
        torch_models.fill(self, with_joined_projections(workloads.weights(workloads.gpt_weight_shapes())))

    def forward(self, texts: torch.Tensor) -> torch.Tensor:
        return self.classifier(self.norm(self.blocks(self.words(texts) + self.places.weight)))


def with_joined_projections(weights: list[np.ndarray]) -> list[np.ndarray]:
    """The weights of query, key and value of each block side by side."""
    joined = weights[:2]
    for start in range(2, len(weights) - 1, 6):
        joined += [np.concatenate(weights[start : start + 3], axis=1), *weights[start + 3 : start + 6]]
    return joined + weights[-1:]


class LSTM(nn.Module):
    """A class for each sequence, told from the last state."""

    def __init__(self) -> None:
        super().__init__()
        self.recurrent = nn.LSTM(workloads.LSTM_INPUTS, workloads.LSTM_UNITS, batch_first=True)
        self.classifier = nn.Linear(workloads.LSTM_UNITS, 10)
        cell, *classifier = workloads.weights(workloads.lstm_weight_shapes())
        torch_models.fill(self, classifier)
        # PyTorch's gates are input, forget, update, output, and its two biases would learn twice as fast as one.
        gates = np.split(cell.T, 4)
        rows = torch.from_numpy(np.concatenate([gates[0], gates[2], gates[1], gates[3]]))
        with torch.no_grad():
            self.recurrent.weight_ih_l0.copy_(rows[:, : workloads.LSTM_INPUTS])
            self.recurrent.weight_hh_l0.copy_(rows[:, workloads.LSTM_INPUTS :])
            self.recurrent.bias_ih_l0.zero_()
            self.recurrent.bias_hh_l0.zero_()
        self.recurrent.bias_hh_l0.requires_grad = False

    def forward(self, sequences: torch.Tensor) -> torch.Tensor:
        _, (state, _) = self.recurrent(sequences)
        return self.classifier(state[-1])
