"""Lets posts of which a layer in the middle is sure leave there: the layers behind it become a branch of the graph.

After Teerapittayanon et al. 2016, "BranchyNet". A head on the mean of the states after a layer says the logits; where its
largest probability is high enough for every post of the batch, they are the graph's. Inputs, outputs and weights of the graph
stay as they are, so whoever reads model.onnx runs it as before; a post whose mask has TO_THE_END passes every layer, which makes
its logits comparable with those of other posts. `without_exits` gives back the whole graph, for all who look inside.

Branches follow one another instead of lying in each other, and all weights lie in the outer graph: onnxruntime packs for its fast
products, and frees what it packed, no further out than that.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from .graph import ExportError

CONTRIB = "com.microsoft"
PREFIX = "exits."
TO_THE_END = 2
"""In the mask instead of 1: this post, and all in its batch, leave behind the last layer. Attention and means take it for a 1."""
MAY_LEAVE = f"{PREFIX}may_leave"
INNER = f"{PREFIX}inner."
"""Before the name of a tensor inside a branch, where the branch hands it out under its own."""


@dataclass(frozen=True)
class Head:
    """Mean of the states, float32 [hidden] → inner [hidden, width] → Gelu → outer [width, 3]: logits; each with its bias."""

    inner: tuple[np.ndarray, np.ndarray]
    outer: tuple[np.ndarray, np.ndarray]


@dataclass(frozen=True)
class Exit:
    """Posts leave after `layer` (from 1) where the largest of the three probabilities is at least `sure`."""

    layer: int
    sure: float
    head: Head


def states_after(graph: onnx.GraphProto) -> list[str]:
    """Names of the states in a lean graph without exits, [tokens of all posts, hidden]: of the embeddings, then of each layer.

    Raises ExportError when `lab export` did not write the graph.
    """
    names = [node.output[0] for node in graph.node if node.op_type == "LayerNormalization"]
    if len(names) < 3 or len(names) % 2 == 0:
        raise ExportError(f"{len(names)} layer norms in the graph: it is none that `lab export` wrote; export the model again")
    return names[::2]


def read_whole(path: Path) -> onnx.ModelProto:
    """A graph from a file, without its exits."""
    return without_exits(onnx.load(path))


def with_exits(model: onnx.ModelProto, exits: Sequence[Exit]) -> onnx.ModelProto:
    """The model with exits, those of fewer layers first, instead of those that it has."""
    model = without_exits(model)
    graph, constants = model.graph, []
    names, output, nodes = states_after(graph), graph.output[0].name, list(graph.node)
    ends = [next(at for at, node in enumerate(nodes, 1) if names[one.layer] in node.output) for one in exits]
    written = nodes[: ends[0]] if exits else nodes
    left = said = ""
    for number, one in enumerate(exits):
        states = names[one.layer]
        if number == 0:
            asked, said, left = _head(one, states, constants)
            written += [*_asks(constants), *asked]
            continue
        segment = _handing_out(nodes[ends[number - 1] : ends[number]], states)
        asked, inner_said, inner_left = _head(one, INNER + states, constants)
        before = names[exits[number - 1].layer]
        outs = [states, f"{PREFIX}{one.layer}.said", f"{PREFIX}{one.layer}.left"]
        gone = _same(str(one.layer), [before, said, left])
        goes_on = _branch(f"{one.layer}.else", [*segment, *asked], [INNER + states, inner_said, inner_left])
        written.append(_choice(str(one.layer), left, outs, gone, goes_on))
        _, said, left = outs
    if exits:
        goes_on = _branch("last.else", _handing_out(nodes[ends[-1] :], output), [INNER + output])
        written.append(_choice("last", left, [output], _same("last", [said]), goes_on))
    del graph.node[:]
    graph.node.extend(written)
    graph.initializer.extend(constants)
    onnx.checker.check_model(model)
    return model


def without_exits(model: onnx.ModelProto) -> onnx.ModelProto:
    """A copy of the model whose posts all pass every layer; one without exits is only copied."""
    whole = onnx.ModelProto()
    whole.CopyFrom(model)
    graph = whole.graph
    nodes = [
        node for node in _whole_nodes(graph.node) if not node.output[0].startswith(PREFIX) or node.output[0].startswith(INNER)
    ]
    for node in nodes:
        node.output[:] = [name.removeprefix(INNER) for name in node.output]
    constants = [tensor for tensor in graph.initializer if not tensor.name.startswith(PREFIX)]
    del graph.node[:], graph.initializer[:]
    graph.node.extend(nodes)
    graph.initializer.extend(constants)
    return whole


def _whole_nodes(nodes: Sequence[onnx.NodeProto]) -> Iterator[onnx.NodeProto]:
    """The nodes of a graph in their order, in place of a choice those of the branch that goes on."""
    for node in nodes:
        if node.op_type == "If" and node.name.startswith(PREFIX):
            yield from next(one.g.node for one in node.attribute if one.name == "else_branch")
        else:
            yield node


def _handing_out(nodes: Sequence[onnx.NodeProto], name: str) -> list[onnx.NodeProto]:
    """The nodes of a branch that hands out a tensor."""
    for node in nodes:
        for field in (node.input, node.output):
            field[:] = [INNER + one if one == name else one for one in field]
    return list(nodes)


def _same(name: str, tensors: Sequence[str]) -> onnx.GraphProto:
    """A branch that hands tensors through."""
    outputs = [f"{PREFIX}{name}.same.{place}" for place in range(len(tensors))]
    nodes = [helper.make_node("Identity", [one], [output]) for one, output in zip(tensors, outputs, strict=True)]
    return _branch(f"{name}.then", nodes, outputs)


def _branch(name: str, nodes: Sequence[onnx.NodeProto], outputs: Sequence[str]) -> onnx.GraphProto:
    """A branch that gives states, logits and a bool, or logits alone."""
    kinds = [TensorProto.FLOAT, TensorProto.FLOAT, TensorProto.BOOL]
    infos = [helper.make_tensor_value_info(output, kind, None) for output, kind in zip(outputs, kinds, strict=False)]
    return helper.make_graph(list(nodes), f"{PREFIX}{name}", [], infos)


def _choice(name: str, left: str, outputs: Sequence[str], gone: onnx.GraphProto, goes_on: onnx.GraphProto) -> onnx.NodeProto:
    """What a post gets that has left, or else that goes on."""
    return helper.make_node("If", [left], outputs, name=f"{PREFIX}{name}/If", then_branch=gone, else_branch=goes_on)


def _asks(constants: list[onnx.TensorProto]) -> list[onnx.NodeProto]:
    """The nodes of MAY_LEAVE: whether no mask asks for the last layer."""
    constants.append(numpy_helper.from_array(np.array(TO_THE_END, np.int32), f"{PREFIX}to_the_end"))
    most = helper.make_node("ReduceMax", ["lean.mask"], [f"{PREFIX}mask_most"], name=f"{PREFIX}mask_most/ReduceMax", keepdims=0)
    less = helper.make_node("Less", [*most.output, f"{PREFIX}to_the_end"], [MAY_LEAVE], name=f"{MAY_LEAVE}/Less")
    return [most, less]


def _head(one: Exit, states: str, constants: list[onnx.TensorProto]) -> tuple[list[onnx.NodeProto], str, str]:
    """The nodes of an exit, and the names of its logits [posts, 3] and of whether all posts leave there, a bool."""
    prefix, nodes = f"{PREFIX}{one.layer}.", []

    def constant(name: str, values: np.ndarray) -> str:
        constants.append(numpy_helper.from_array(np.ascontiguousarray(values), prefix + name))
        return prefix + name

    def node(name: str, kind: str, inputs: list[str], **attributes) -> str:
        nodes.append(helper.make_node(kind, inputs, [prefix + name], name=f"{prefix}{name}/{kind}", **attributes))
        return prefix + name

    (inner, inner_bias), (outer, outer_bias) = one.head.inner, one.head.outer
    width = constant("hidden", np.array([len(inner)], np.int64))
    axis = constant("axis", np.array([1], np.int64))
    by_post = node("by_post", "Reshape", [states, node("shape", "Concat", ["lean.posts_tokens", width], axis=0)])
    mask = node("mask", "Unsqueeze", [node("mask_float", "Cast", ["lean.mask"], to=TensorProto.FLOAT), axis])
    total = node("total", "Squeeze", [node("sum", "MatMul", [mask, by_post]), axis])
    mean = node(
        "mean", "Div", [total, node("tokens", "ReduceSum", [mask, constant("last_axis", np.array([2], np.int64))], keepdims=0)]
    )
    inside = node("inner", "Gemm", [mean, constant("inner.weight", inner), constant("inner.bias", inner_bias)])
    inside = node("gelu", "Gelu", [inside], domain=CONTRIB)
    logits = node("logits", "Gemm", [inside, constant("outer.weight", outer), constant("outer.bias", outer_bias)])
    likeliest = node("likeliest", "ReduceMax", [node("shares", "Softmax", [logits], axis=-1), axis], keepdims=0)
    least = node("least_likely", "ReduceMin", [likeliest], keepdims=0)
    sure = node("sure", "GreaterOrEqual", [least, constant("least", np.array(one.sure, np.float32))])
    return nodes, logits, node("leaves", "And", [sure, MAY_LEAVE])
