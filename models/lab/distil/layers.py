"""Which of the teacher's layers a student starts from: those whose loss hurts its logits least, before any training."""

import copy
from collections.abc import Sequence

import torch
from torch import Tensor, nn

from ..families.model import SentimentModel
from ..families.precision import fast_passes


@torch.no_grad()
def harm(teacher: SentimentModel, chosen: Sequence[int], batches: Sequence[tuple[Tensor, Tensor, Tensor]]) -> float:
    """Kullback-Leibler divergence (nats) between the teacher's logits and those of its layers `chosen` alone.

    `batches` hold ids, mask and the whole teacher's logits.
    """
    model = copy.copy(teacher)
    model._modules = dict(teacher._modules) | {"encoder": copy.copy(teacher.encoder)}
    kept = nn.ModuleList(teacher.encoder.layers[number] for number in chosen)
    model.encoder._modules = dict(teacher.encoder._modules) | {"layers": kept}
    total, posts = 0.0, 0
    for ids, mask, logits in batches:
        with fast_passes():
            said = model(ids, mask).float()
        expected = logits.log_softmax(1)
        total += nn.functional.kl_div(said.log_softmax(1), expected, log_target=True, reduction="sum").item()
        posts += len(ids)
    return total / posts


def choose_layers(teacher: SentimentModel, count: int, batches: Sequence[tuple[Tensor, Tensor, Tensor]]) -> list[int]:
    """`count` of the teacher's layers: one after another, that goes whose loss hurts least."""
    kept = list(range(len(teacher.encoder.layers)))
    while len(kept) > count:
        ways = [[number for number in kept if number != gone] for gone in kept]
        kept = min(ways, key=lambda way: harm(teacher, way, batches))
    return kept
