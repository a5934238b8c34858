"""Heads on layers in the middle, which learn to say early what the last layer says, and draw the layers below with them.

Self-distillation: Phuong and Lampert 2019, "Distillation-Based Training for Multi-Exit Architectures". The heads are not kept:
what serves is fitted on the states of the exported graph.
"""

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from ..families.model import SentimentModel
from ..labels import LABELS


class Exits(nn.Module):
    """A linear head on the mean of the states after each of `depths` layers (from 1), all starting at zero."""

    def __init__(self, model: SentimentModel, depths: Sequence[int]) -> None:
        super().__init__()
        self.heads = nn.ModuleList(nn.Linear(model.head.in_features, len(LABELS)) for _ in depths)
        for head in self.heads:
            nn.init.zeros_(head.weight)
            nn.init.zeros_(head.bias)
        self._states: dict[int, Tensor] = {}
        for depth in depths:
            model.encoder.layers[depth - 1].register_forward_hook(
                lambda _layer, _inputs, states, depth=depth: self._states.__setitem__(depth, states)
            )

    def loss(self, mask: Tensor, logits: Tensor) -> Tensor:
        """Sum over the exits of the mean divergence (nats) from the model's `logits` [batch, 3] of its last forward pass.

        `mask` int64 [batch, tokens]; no gradient goes into `logits`.
        """
        target = logits.detach().softmax(-1)
        weight = mask[:, :, None].float()
        total = torch.zeros(())
        for head, depth in zip(self.heads, sorted(self._states), strict=True):
            mean = (self._states[depth].float() * weight).sum(1) / weight.sum(1)
            total = total + nn.functional.kl_div(head(mean).log_softmax(-1), target, reduction="batchmean")
        self._states.clear()
        return total
