"""Keeps the few input channels with extreme values out of int8 (Dettmers et al. 2022, "LLM.int8()").

onnxruntime quantises an activation with one scale. In this encoder one to three channels are 5 to 20 times larger than all
others, so that the others would share a handful of int8 steps. Those channels are multiplied in float32 instead.
"""

import copy
from collections.abc import Sequence

import torch
from torch import Tensor, nn

from ..families.model import SentimentModel

CHANNELS = 8
"""Input channels of each matrix that stay in float32."""
MATRICES = ("query_key_value", "inner", "outer")
"""The matrices of a layer that have such channels."""
STEPS = {True: 64, False: 127}
"""Largest step of a weight by `reduce_range`, as onnxruntime has it."""


class OutlierLinear(nn.Module):
    """A linear layer in two parts: `outliers` [channels] of the input in float32, the others (to be quantised) apart."""

    def __init__(self, linear: nn.Linear, outliers: Tensor) -> None:
        super().__init__()
        self.register_buffer("channels", outliers)
        self.register_buffer("few", linear.weight.detach()[:, outliers].clone())
        self.others = linear
        with torch.no_grad():
            self.others.weight[:, outliers] = 0.0  # their inputs are 0; so they do not widen a row's int8 steps
        self.register_buffer("keep", torch.ones(linear.in_features).index_fill(0, outliers, 0.0))

    def forward(self, states: Tensor) -> Tensor:
        few = torch.index_select(states, -1, self.channels)
        return self.others(states * self.keep) + nn.functional.linear(few, self.few)


@torch.no_grad()
def find_outliers(model: SentimentModel, batches: Sequence[tuple[Tensor, Tensor]]) -> list[list[int]]:
    """The input channels of each of MATRICES, layer by layer, whose values are largest on `batches` (ids, mask)."""
    largest: dict[nn.Linear, Tensor] = {}

    def watch(linear: nn.Linear, inputs: tuple[Tensor]) -> None:
        seen = inputs[0].abs().flatten(0, 1).amax(0)
        largest[linear] = torch.maximum(largest.get(linear, seen), seen)

    linears = [getattr(layer, name) for layer in model.encoder.layers for name in MATRICES]
    hooks = [linear.register_forward_pre_hook(watch) for linear in linears]
    for ids, mask in batches:
        model(ids, mask)
    for hook in hooks:
        hook.remove()
    return [largest[linear].topk(CHANNELS).indices.tolist() for linear in linears]


def split_outliers(model: SentimentModel, outliers: Sequence[Sequence[int]]) -> SentimentModel:
    """A copy of the model that says the same, with the channels that find_outliers gave split off."""
    model = copy.deepcopy(model).eval()
    places = [(layer, name) for layer in model.encoder.layers for name in MATRICES]
    for (layer, name), channels in zip(places, outliers, strict=True):
        setattr(layer, name, OutlierLinear(getattr(layer, name), torch.tensor(channels)))
    return model
