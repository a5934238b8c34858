"""Trains on int8's steps: the matrices are rounded in the forward pass as the export will round them, and learn to do well so.

The gradient passes the rounding as if it were not there (Jacob et al. 2018, "Quantization and Training of Neural Networks";
Bengio et al. 2013, "straight-through estimator"). What int8 makes of the activations is not imitated.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import torch
from torch import Tensor

from ..export.outliers import MATRICES, STEPS
from ..families.model import SentimentModel


class Grid:
    """The steps of a model's matrices that learn; the input channels `outliers` of each (export/outliers.py) stay as they are."""

    def __init__(self, model: SentimentModel, outliers: Sequence[Sequence[int]]) -> None:
        split = [getattr(layer, name).weight for layer in model.encoder.layers for name in MATRICES]
        whole = [layer.attended.weight for layer in model.encoder.layers]
        matrices = [*zip(split, map(list, outliers), strict=True), *((weight, []) for weight in whole)]
        self._matrices = [(weight, channels) for weight, channels in matrices if weight.requires_grad]
        self._kept = [torch.empty_like(weight) for weight, _ in self._matrices]

    @contextmanager
    def entered(self) -> Iterator[None]:
        """Within, the matrices are whole steps; afterwards what they were."""
        with torch.no_grad():
            for (weight, outliers), kept in zip(self._matrices, self._kept, strict=True):
                kept.copy_(weight)
                round_to_steps(weight.data, outliers)
        yield
        for (weight, _), kept in zip(self._matrices, self._kept, strict=True):
            weight.data.copy_(kept)


def round_to_steps(weight: Tensor, outliers: list[int]) -> None:
    """Rounds a weight [out, in] in place as export_int8 does, all columns but `outliers`; a row's largest is its last step."""
    few = weight[:, outliers].clone()
    weight[:, outliers] = 0
    scale = weight.abs().amax(1, keepdim=True).clamp_min(1e-12) / STEPS[True]
    weight.div_(scale).round_().mul_(scale)
    weight[:, outliers] = few
