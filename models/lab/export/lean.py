"""Rewrites an int8 graph so that onnxruntime has less to do beside the matrices, and says the same.

Half of the time went into everything but the int8 products. What was changed, each with its gain alone, is in models/README.md:
- attention is one node (MultiHeadAttention), which takes query, key and value as they come out of their product;
- states are [tokens of all posts, hidden], so that the outliers' product is added in the same node (Gemm);
- the inner channels are put in another order, the outliers last: one cut instead of a product with zeros and a gathering;
- sum and layer normalisation stay two nodes. onnxruntime has one for both, which takes three times as long, and puts it in by
  itself where states have three axes;
- weights are symmetric, so no zero points.

Only the normalisation rounds otherwise than before; all else gives the same bits. What comes before the first layer and after the
last one (pooling, heads, further outputs) stays as it is.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from .graph import ExportError
from .int8_layers import CHANNELS, GraphNodes, Layer, Linear, Norm, in_order, outliers_last

CONTRIB = "com.microsoft"


def lean_file(path: Path) -> None:
    """Rewrites the graph of a file; one that is lean already stays as it is."""
    onnx.save(lean(onnx.load(path)), path)


def lean(model: onnx.ModelProto) -> onnx.ModelProto:
    """The same model with lean layers. Raises ExportError when it is not an int8 graph of export.py."""
    nodes = GraphNodes(model.graph)
    if nodes.lean:
        return model
    if not (nodes.all("MatMulInteger") and nodes.norms):
        raise ExportError("no int8 graph of lab export; export the model again")
    first, last = nodes.norms[0].output[0], nodes.norms[-1].output[0]
    behind_first, behind_last = _behind(nodes, first), _behind(nodes, last)
    before = [node for node in nodes.nodes if node.output[0] not in behind_first | behind_last]
    after = [node for node in nodes.nodes if node.output[0] in behind_last]
    written = _Writer(first, len(nodes.norm(0)[0]), nodes)
    for number, layer in enumerate(nodes.layers()):
        written.layer(f"layers.{number}", layer)
    written.end(last)
    kept = _needed([*before, *written.nodes, *after], [output.name for output in model.graph.output])
    names = {name for node in kept for name in node.input}
    constants = [tensor for tensor in (*model.graph.initializer, *written.constants.values()) if tensor.name in names]
    for node in (*before, *after):
        del node.metadata_props[:]  # which line of which file, on which machine, PyTorch made it from
    graph = helper.make_graph(kept, model.graph.name, model.graph.input, model.graph.output, constants)
    opsets = [*model.opset_import, helper.make_opsetid(CONTRIB, 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=model.ir_version)


def _behind(nodes: GraphNodes, name: str) -> set[str]:
    """All tensors that are made of a tensor."""
    found = {name}
    for node in nodes.nodes:
        if found & set(node.input):
            found |= set(node.output)
    return found - {name}


def _needed(nodes: Sequence[onnx.NodeProto], outputs: Sequence[str]) -> list[onnx.NodeProto]:
    """The nodes that the outputs need, in their order."""
    wanted, kept = set(outputs), []
    for node in reversed(nodes):
        if wanted & set(node.output):
            wanted |= set(node.input)
            kept.append(node)
    return kept[::-1]


class _Writer:
    """Writes layers behind a tensor [posts, tokens, hidden] of a graph."""

    def __init__(self, first: str, hidden: int, graph: GraphNodes) -> None:
        self.hidden, self.heads, self.epsilon = hidden, graph.heads(hidden), graph.epsilon()
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, onnx.TensorProto] = {}
        self.shape = self._node("lean.posts_tokens", "Shape", [first], end=2)
        self.mask = self._node("lean.mask", "Cast", ["attention_mask"], to=TensorProto.INT32)
        self.flat = self._constant("lean.flat", np.array([-1, hidden]))
        width = self._constant("lean.three", np.array([3 * hidden]))
        self.apart = self._node("lean.posts_tokens_three", "Concat", [self.shape, width], axis=0)
        self.states = self._node("lean.states", "Reshape", [first, self.flat])

    def layer(self, name: str, layer: Layer) -> None:
        """One layer more."""
        channels = layer.linears["outer"].channels
        linears, norms = in_order(layer.linears, outliers_last(channels, len(layer.linears["outer"].steps))), layer.norms
        three = self._linear(f"{name}.query_key_value", self.states, linears["query_key_value"])
        three = self._node(f"{name}.three", "Reshape", [three, self.apart])
        parts = [f"{name}.{part}" for part in ("query", "key", "value")]
        self._node(parts, "Split", [three], axis=-1, num_outputs=3)
        inputs, heads = [*parts, "", self.mask], {"domain": CONTRIB, "num_heads": self.heads}
        mixed = self._node(f"{name}.mixed", "MultiHeadAttention", inputs, **heads)
        mixed = self._node(f"{name}.mixed_flat", "Reshape", [mixed, self.flat])
        self._norm(f"{name}.attended_norm", self._linear(f"{name}.attended", mixed, linears["attended"]), norms["attended_norm"])
        inner = self._linear(f"{name}.inner", self.states, linears["inner"])
        inner = self._node(f"{name}.gelu", "Gelu", [inner], domain=CONTRIB)
        self._norm(f"{name}.outer_norm", self._outer(f"{name}.outer", inner, linears["outer"], channels), norms["outer_norm"])

    def end(self, last: str) -> None:
        """The states get the name and the shape that the rest of the graph expects."""
        whole = self._constant("lean.hidden", np.array([self.hidden]))
        shape = self._node("lean.posts_tokens_hidden", "Concat", [self.shape, whole], axis=0)
        self._node(last, "Reshape", [self.states, shape])

    def _norm(self, name: str, added: str, norm: Norm) -> None:
        both = self._node(f"{name}.sum", "Add", [self.states, added])
        weights = [self._constant(f"{name}.{part}", values) for part, values in zip(("weight", "bias"), norm, strict=True)]
        self.states = self._node(f"{name}.states", "LayerNormalization", [both, *weights], axis=-1, epsilon=self.epsilon)

    def _linear(self, name: str, states: str, linear: Linear) -> str:
        """The outliers are gathered, and zero in what becomes int8."""
        if not len(linear.channels):
            return self._product(name, states, linear)
        keep = np.ones(len(linear.steps), np.float32)
        keep[linear.channels] = 0
        others = self._node(f"{name}.others", "Mul", [states, self._constant(f"{name}.keep", keep)])
        channels = self._constant(f"{name}.channels", linear.channels)
        outliers = self._node(f"{name}.outliers", "Gather", [states, channels], axis=-1)
        return self._few(name, outliers, linear, self._product(name, others, linear))

    def _outer(self, name: str, inner: str, linear: Linear, channels: np.ndarray) -> str:
        """Of the inner channels, whose outliers are the last ones; which they were is kept, so that the order can be undone."""
        few = len(linear.channels)
        if not few:
            return self._product(name, inner, linear)
        sizes = self._constant(f"{name}.sizes", np.array([len(linear.steps) - few, few]))
        others, outliers = f"{name}.others", f"{name}.outliers"
        self._node([others, outliers], "Split", [inner, sizes], axis=-1)
        self.nodes[-1].metadata_props.add(key=CHANNELS, value=" ".join(map(str, channels.tolist())))
        return self._few(name, outliers, linear, self._product(name, others, replace(linear, steps=linear.steps[:-few])))

    def _product(self, name: str, states: str, linear: Linear) -> str:
        kinds = {"steps": linear.steps, "scales": linear.scales, "bias": linear.bias}
        steps, scales, bias = (self._constant(f"{name}.{kind}", values) for kind, values in kinds.items())
        return self._node(f"{name}.product", "DynamicQuantizeMatMul", [states, steps, scales, "", bias], domain=CONTRIB)

    def _few(self, name: str, outliers: str, linear: Linear, product: str) -> str:
        return self._node(f"{name}.both", "Gemm", [outliers, self._constant(f"{name}.few", linear.few), product])

    def _node(self, name: str | list[str], kind: str, inputs: list[str], **attributes) -> str:
        outputs = [name] if isinstance(name, str) else name
        self.nodes.append(helper.make_node(kind, inputs, outputs, name=f"{outputs[0]}/{kind}", **attributes))
        return outputs[0]

    def _constant(self, name: str, values: np.ndarray) -> str:
        self.constants[name] = numpy_helper.from_array(np.ascontiguousarray(values), name)
        return name
