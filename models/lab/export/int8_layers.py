"""The layers of an int8 graph as numbers, out of both forms that one can have: as the exporter wrote it, and lean (lean.py)."""

from dataclasses import dataclass, replace

import numpy as np
import onnx
from onnx import numpy_helper

LINEARS = ("query_key_value", "attended", "inner", "outer")
"""A layer's matrices in the order in which they are multiplied."""
CHANNELS = "channels"
"""Metadata of the node that cuts a lean layer's inner channels: which ones its outliers were."""
NORMS = ("attended_norm", "outer_norm")
Norm = tuple[np.ndarray, np.ndarray]
"""Weight and bias, float32 [hidden]."""


@dataclass(frozen=True)
class Linear:
    """Steps int8 [in, out] with a scale for each output, a bias, and the rows `few` [channels, out] of the inputs `channels` that
    are multiplied in float32; their steps are 0.
    """

    steps: np.ndarray
    scales: np.ndarray
    bias: np.ndarray
    channels: np.ndarray
    few: np.ndarray

    def weight(self) -> np.ndarray:
        """float32 [in, out]."""
        weight = self.steps.astype(np.float32) * self.scales
        weight[self.channels] = self.few
        return weight


@dataclass(frozen=True)
class Layer:
    """What one transformer layer multiplies and normalises with."""

    linears: dict[str, Linear]
    norms: dict[str, Norm]


def outliers_last(channels: np.ndarray, width: int) -> np.ndarray:
    """The numbers below `width` with `channels` at their end."""
    return np.concatenate([np.setdiff1d(np.arange(width), channels), channels])


def in_order(linears: dict[str, Linear], order: np.ndarray) -> dict[str, Linear]:
    """The same layer with its inner channels in another order."""
    inner, outer = linears["inner"], linears["outer"]
    inner = replace(
        inner, steps=inner.steps[:, order], scales=inner.scales[order], bias=inner.bias[order], few=inner.few[:, order]
    )
    return linears | {
        "inner": inner,
        "outer": replace(outer, steps=outer.steps[order], channels=np.argsort(order)[outer.channels]),
    }


class GraphNodes:
    """A graph with its constants by name, and who makes and who takes each tensor."""

    def __init__(self, graph: onnx.GraphProto) -> None:
        self.values = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
        self.nodes, self.output = list(graph.node), graph.output[0].name
        self.maker = {name: node for node in self.nodes for name in node.output}
        self.taker = {name: node for node in self.nodes for name in node.input}
        self.norms = self.all("LayerNormalization")

    def all(self, kind: str) -> list[onnx.NodeProto]:
        """The nodes of a kind, in their order."""
        return [node for node in self.nodes if node.op_type == kind]

    def norm(self, number: int) -> Norm:
        """Of the first layer normalisation (0), the first layer's two (1, 2), and so on."""
        _, weight, bias = self.norms[number].input
        return self.values[weight], self.values[bias]

    @property
    def lean(self) -> bool:
        """Whether lean.py made it."""
        return bool(self.all("DynamicQuantizeMatMul"))

    def heads(self, hidden: int) -> int:
        """Attention heads; of the exporter's graph by the factor of the scores, the square root of 1 / width of a head."""
        if self.lean:
            return next(attribute.i for attribute in self.all("MultiHeadAttention")[0].attribute if attribute.name == "num_heads")
        factors = (self.values.get(name) for node in self.all("Mul") for name in node.input)
        factor = next(float(value) for value in factors if value is not None and value.ndim == 0 and 0 < value < 1)
        return round(hidden * factor**2)

    def epsilon(self) -> float:
        """Of the layer normalisations."""
        found = next(attribute.f for attribute in self.norms[0].attribute if attribute.name == "epsilon")
        return float(str(np.float32(found)))

    def layers(self) -> list[Layer]:
        """The layers from the first to the last."""
        read = self._lean_linear if self.lean else self._linear
        products = self.all("DynamicQuantizeMatMul" if self.lean else "MatMulInteger")
        layers = []
        for number in range(len(products) // len(LINEARS)):
            some = products[number * len(LINEARS) :][: len(LINEARS)]
            linears = {name: read(node) for name, node in zip(LINEARS, some, strict=True)}
            if self.lean:
                linears = self._in_first_order(linears, some[-1])
            norms = {name: self.norm(1 + 2 * number + place) for place, name in enumerate(NORMS)}
            layers.append(Layer(linears, norms))
        return layers

    def _linear(self, product: onnx.NodeProto) -> Linear:
        """MatMulInteger → Cast → Mul → Add of the bias → Add of the outliers.

        Names of equal tensors are shared, so parts are known by their order.
        """
        quantised, zero = (self.values[product.input[place]] for place in (1, 3))
        scales = self.values[product.input[1].replace("_quantized", "_scale")]
        add = self.taker[self.taker[self.taker[product.output[0]].output[0]].output[0]]
        bias = next(self.values[name] for name in add.input if name in self.values)
        after = self.taker[add.output[0]]
        for name in after.input if after.op_type == "Add" else ():
            few = self.maker.get(name)
            if few is not None and few.op_type == "MatMul" and few.input[1] in self.values:
                channels = self.values[self.maker[few.input[0]].input[1]]
                return Linear(quantised - zero, scales, bias, channels, self.values[few.input[1]])
        return Linear(quantised - zero, scales, bias, *_none(len(bias)))

    def _in_first_order(self, linears: dict[str, Linear], outer: onnx.NodeProto) -> dict[str, Linear]:
        """With the inner channels as they were before the outliers went to their end."""
        maker = self.maker[outer.input[0]]
        told = next((entry.value for entry in maker.metadata_props if entry.key == CHANNELS), "")
        order = outliers_last(np.array(told.split(), np.int64), len(linears["outer"].steps))
        return in_order(linears, np.argsort(order))

    def _lean_linear(self, product: onnx.NodeProto) -> Linear:
        """DynamicQuantizeMatMul, perhaps with a Gemm of the outliers, whose channels were gathered or are the last ones."""
        steps, scales, _, bias = (self.values.get(name) for name in product.input[1:])
        few = self.taker[product.output[0]]
        if few.op_type != "Gemm":
            return Linear(steps, scales, bias, *_none(len(bias)))
        rows, maker = self.values[few.input[1]], self.maker[few.input[0]]
        if maker.op_type == "Gather":
            return Linear(steps, scales, bias, self.values[maker.input[1]], rows)
        channels = np.arange(len(steps), len(steps) + len(rows))
        return Linear(np.concatenate([steps, np.zeros(rows.shape, np.int8)]), scales, bias, channels, rows)


def _none(width: int) -> tuple[np.ndarray, np.ndarray]:
    return np.zeros(0, np.int64), np.zeros((0, width), np.float32)
