"""Rounds the int8 weights so that the errors of a row cancel on real posts (Frantar et al. 2023, "GPTQ").

Seven bits a weight, each rounded to the nearest step, moved the logits by .17; here a column's rounding error is carried into the
columns that are not yet rounded, as the inputs seen in training posts weigh it. Columns of the largest inputs go first, while
there are most columns left to make up for them. Scales and format stay those of onnxruntime.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn

DAMPING = 0.01
"""Part of the mean square input that is added to each input's own, so that rare inputs do not steer the rounding."""
BLOCK = 128
"""Columns that are rounded before the error reaches the columns behind them."""


@torch.no_grad()
def grams(model: nn.Module, linears: Sequence[nn.Linear], batches: Sequence[tuple[Tensor, Tensor]]) -> list[Tensor]:
    """For each linear layer the sum over tokens of input x input, float64 [in, in]; `batches` (ids, mask) hold no padding."""
    sums = [torch.zeros(linear.in_features, linear.in_features, dtype=torch.float64) for linear in linears]

    def watch(place: int):
        def add(_: nn.Module, inputs: tuple[Tensor]) -> None:
            seen = inputs[0].flatten(0, -2)
            sums[place] += (seen.T @ seen).double()

        return add

    hooks = [linear.register_forward_pre_hook(watch(place)) for place, linear in enumerate(linears)]
    for ids, mask in batches:
        model(ids, mask)
    for hook in hooks:
        hook.remove()
    return sums


def rounded(weight: Tensor, gram: Tensor, scale: Tensor, limit: int) -> Tensor:
    """Whole steps int8 [out, in] of `scale` [out] for a weight [out, in]; none beyond `limit`."""
    order = gram.diagonal().argsort(descending=True)
    steps = _rounded_in_turn(weight[:, order].double(), gram[order][:, order], scale.double(), limit)
    return steps[:, order.argsort()]


def _rounded_in_turn(rest: Tensor, gram: Tensor, scale: Tensor, limit: int) -> Tensor:
    steps = torch.zeros_like(rest, dtype=torch.int8)
    mean = gram.diagonal().mean()
    damped = gram + DAMPING * mean * torch.eye(len(gram), dtype=torch.float64)
    factor = torch.linalg.cholesky(torch.cholesky_inverse(torch.linalg.cholesky(damped)), upper=True)
    for start in range(0, len(gram), BLOCK):
        end = min(start + BLOCK, len(gram))
        errors = torch.zeros(len(rest), end - start, dtype=torch.float64)
        for column in range(start, end):
            step = (rest[:, column] / scale).round().clamp(-limit, limit)
            steps[:, column] = step.to(torch.int8)
            errors[:, column - start] = (rest[:, column] - step * scale) / factor[column, column]
            rest[:, column + 1 : end] -= errors[:, column - start, None] * factor[column, column + 1 : end]
        rest[:, end:] -= errors @ factor[start:end, end:]
    return steps


def round_graph(path: Path, linears: Sequence[nn.Linear], sums: Sequence[Tensor], limit: int) -> None:
    """Replaces the rounded weights of an int8 graph, whose products stand in the order of `linears`."""
    model = onnx.load(path)
    places = {tensor.name: number for number, tensor in enumerate(model.graph.initializer)}
    products = [node.input[1] for node in model.graph.node if node.op_type == "MatMulInteger"]
    for name, linear, gram in zip(products, linears, sums, strict=True):
        scales = model.graph.initializer[places[name.replace("_quantized", "_scale")]]
        scale = torch.from_numpy(numpy_helper.to_array(scales).copy())
        steps = rounded(linear.weight.detach(), gram, scale, limit)
        made = numpy_helper.from_array(np.ascontiguousarray(steps.numpy().T), name)
        model.graph.initializer[places[name]].CopyFrom(made)
    onnx.save(model, path)
