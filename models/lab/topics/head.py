"""The head: states of a few layers → topics, act, and whether to answer."""

import torch
from torch import Tensor, nn

from .definitions import ACTS, TOPICS

OUTPUTS = len(TOPICS) + len(ACTS) + 1
VIEWS = 2
"""Means of a post's tokens, each weighed in its own way, that every token is told of."""


class DropChannels(nn.Module):
    """Takes some channels of a post away from all its tokens: [posts, tokens, channels] → the same."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, states: Tensor) -> Tensor:
        if not self.training:
            return states
        kept = torch.empty(len(states), 1, states.shape[2], dtype=states.dtype).bernoulli_(1 - self.share)
        return states * (kept / (1 - self.share))


class TopicHead(nn.Module):
    """States float [posts, tokens, channels] and mask [posts, tokens] (1 where there is a token) → logits [posts, OUTPUTS].

    The states become narrow, each is told what a few views of the whole post say, and each output takes the mean of what the
    tokens say for it, weighed by how much they matter for it; a linear view of the mean of all states is added. Tokens do not
    look at each other: the encoder did that, and it costs most.
    """

    layers: tuple[int, ...] = ()
    """Of the encoder, whose states it reads."""

    def __init__(self, mean: Tensor, scale: Tensor, width: int = 96, drop: float = 0.15) -> None:
        super().__init__()
        self.register_buffer("mean", mean)
        self.register_buffer("scale", scale)
        self.drop, self.soft = DropChannels(drop), DropChannels(drop / 2)
        self.narrow, self.narrow_norm = nn.Linear(len(mean), width), nn.LayerNorm(width)
        self.views, self.viewed = nn.Linear(width, VIEWS), nn.Linear(VIEWS * width, width)
        self.viewed_norm, self.outer_norm = nn.LayerNorm(width), nn.LayerNorm(width)
        self.inner, self.outer = nn.Linear(width, width), nn.Linear(width, width)
        self.weight, self.value = nn.Linear(width, OUTPUTS), nn.Linear(width, OUTPUTS)
        self.direct = nn.Linear(len(mean), OUTPUTS)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        return self.judge(self.even(states), mask)

    def even(self, states: Tensor) -> Tensor:
        """Every channel with mean 0 and deviation 1: a few are 20 times as large as the others."""
        return (states - self.mean) * self.scale

    def judge(self, states: Tensor, mask: Tensor) -> Tensor:
        """What it says of states that are even already."""
        states = self.drop(states)
        narrow = self.narrow_norm(nn.functional.gelu(self.narrow(states)))
        there = mask[:, :, None].to(states.dtype)
        gone = (1 - there) * -10_000.0
        views = (self.views(narrow) + gone).softmax(1).transpose(1, 2) @ narrow
        narrow = self.viewed_norm(narrow + self.soft(self.viewed(views.flatten(1))[:, None]))
        narrow = self.outer_norm(narrow + self.soft(self.outer(nn.functional.gelu(self.inner(narrow)))))
        narrow = self.drop(narrow)
        weight = (self.weight(narrow) + gone).softmax(1)
        return (weight * self.value(narrow)).sum(1) + self.direct((states * there).sum(1) / there.sum(1))
