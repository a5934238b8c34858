"""Writes a trained model as ONNX, in float32 and in int8, and checks both against PyTorch.

int8: matrices per output channel (onnxruntime's dynamic quantisation; per tensor costs this model a point), outlier input
channels and the head in float32, the word table per row; then lean (lean.py). Inputs `input_ids` and `attention_mask`, int64
[batch, tokens]; output `logits`, float32 [batch, 3]: negative, neutral, positive.
"""

from collections.abc import Sequence
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from ..families.model import SentimentModel
from .graph import ExportError, check_graph, quiet, write_graph
from .lean import lean_file
from .outliers import CHANNELS, MATRICES, STEPS, find_outliers, split_outliers
from .rounding import grams, round_graph

INPUTS = ("input_ids", "attention_mask")
FLOAT_TOLERANCE = 1e-3
"""Largest difference (in logits) between PyTorch and the float32 graph."""


class RowsInInt8(nn.Module):
    """An embedding whose rows are int8, each with its own float32 scale: int64 [...] → float32 [..., hidden]."""

    def __init__(self, table: Tensor) -> None:
        super().__init__()
        scale = table.abs().amax(1, keepdim=True).clamp_min(1e-12) / 127
        self.register_buffer("scale", scale)
        self.register_buffer("rows", (table / scale).round().to(torch.int8))

    def forward(self, ids: Tensor) -> Tensor:
        return nn.functional.embedding(ids, self.rows).float() * nn.functional.embedding(ids, self.scale)


def export_float(model: SentimentModel, path: Path) -> None:
    """Writes the float32 graph; raises ExportError when onnxruntime and PyTorch differ on a probe."""
    _write_graph(model, path)
    check_graph(model, _probe(model.encoder.words.num_embeddings), INPUTS, path, FLOAT_TOLERANCE)


def export_int8(
    model: SentimentModel,
    path: Path,
    batches: list[tuple[Tensor, Tensor]],
    outliers: Sequence[Sequence[int]] = (),
    reduce_range: bool = True,
) -> None:
    """Writes the int8 graph; where no `outliers` are given, they are looked for on `batches` of training posts (ids, mask).

    `reduce_range` keeps weights to 7 bits, so that CPUs without VNNI, whose 16-bit sums would saturate, say the same.
    """
    model = split_outliers(model, outliers or find_outliers(model, batches))
    linears = quantised(model)
    sums = grams(model, linears, without_padding(batches))
    model.encoder.words = RowsInInt8(model.encoder.words.weight.detach())
    unquantised = path.with_suffix(".float-matrices.onnx")
    _write_graph(model, unquantised)
    with quiet():
        quantize_dynamic(
            unquantised,
            path,
            op_types_to_quantize=["MatMul"],
            per_channel=True,
            reduce_range=reduce_range,
            weight_type=QuantType.QInt8,
            nodes_to_exclude=_float_nodes(unquantised),
            extra_options={"MatMulConstBOnly": True},
        )
    unquantised.unlink()
    round_graph(path, linears, sums, STEPS[reduce_range])
    kinds = [node.op_type for node in onnx.load(path).graph.node]
    expected = 4 * len(model.encoder.layers)
    if kinds.count("MatMulInteger") != expected:
        raise ExportError(
            f"{path.name}: {kinds.count('MatMulInteger')} int8 matrices, expected {expected}; check the exporter's version"
        )
    lean_file(path)


def quantised(model: SentimentModel) -> list[nn.Linear]:
    """The matrices that become int8, in the order of the graph."""
    split = [[getattr(layer, name) for name in MATRICES] for layer in model.encoder.layers]
    pairs = zip(split, model.encoder.layers, strict=True)
    return [one for (first, *rest), layer in pairs for one in (first.others, layer.attended, *(part.others for part in rest))]


def without_padding(batches: list[tuple[Tensor, Tensor]]) -> list[tuple[Tensor, Tensor]]:
    """The same posts in batches of one length each."""
    by_length: dict[int, list[Tensor]] = {}
    for ids, mask in batches:
        for row, length in zip(ids, mask.sum(1).tolist(), strict=True):
            by_length.setdefault(length, []).append(row[:length])
    rows = (torch.stack(some) for some in by_length.values())
    return [(ids, torch.ones_like(ids)) for ids in rows]


def _float_nodes(path: Path) -> list[str]:
    """Names of the nodes that multiply with the head or with a few outlier channels: in float32 they cost nothing.

    The quantiser turns a Gemm into a MatMul of a longer name before it looks for the names.
    """
    graph = onnx.load(path).graph
    narrow = {tensor.name for tensor in graph.initializer if len(tensor.dims) == 2 and min(tensor.dims) <= CHANNELS}
    names = [node.name for node in graph.node if narrow & set(node.input)]
    return names + [f"{name}_MatMul" for name in names]


def _write_graph(model: nn.Module, path: Path) -> None:
    write_graph(model, _probe(100), INPUTS, ("tokens", "tokens"), path)


def _probe(pieces: int) -> tuple[Tensor, Tensor]:
    generator = torch.Generator().manual_seed(0)
    ids = torch.randint(4, pieces, (3, 17), generator=generator)
    mask = torch.ones_like(ids)
    mask[1, 9:] = 0
    return ids, mask
