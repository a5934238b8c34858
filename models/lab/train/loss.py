"""The loss of three labels, for posts that know of neutral and for posts that do not."""

import torch
from torch import Tensor, nn

from ..families.encoder import UNSEEN


def cross_entropy(logits: Tensor, targets: Tensor, pairs: Tensor) -> Tensor:
    """Mean loss (nats) of logits and targets [batch, 3]; where `pairs` [batch] is true, over negative and positive alone."""
    neutral = torch.tensor([False, True, False])
    return nn.functional.cross_entropy(logits.masked_fill(pairs[:, None] & neutral, UNSEEN), targets)
