"""Lets posts of which a layer in the middle is sure leave there: the layers behind it become a branch of the graph.

After Teerapittayanon et al. 2016, "BranchyNet". A head on the mean of the states after a layer says the logits; where its
largest probability is high enough for every post of the batch, they are the graph's. Inputs, outputs and weights of the graph
stay as they are, so whoever reads model.onnx runs it as before; a post whose mask has TO_THE_END passes every layer, which makes
its logits comparable with those of other posts. `without_exits` gives back the whole graph, for all who look inside.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from ..labels import LABELS
from .graph import ExportError

CONTRIB = "com.microsoft"
PREFIX = "exits."
TO_THE_END = 2
"""In the mask instead of 1: this post, and all in its batch, leave behind the last layer. Attention and means take it for a 1."""
MAY_LEAVE = f"{PREFIX}may_leave"
LAST = f"{PREFIX}last"
"""Logits of the last layer, inside the innermost branch."""


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
    graph = model.graph
    names, output = states_after(graph), graph.output[0].name
    nodes = list(graph.node)
    ends = [next(at for at, node in enumerate(nodes, 1) if names[one.layer] in node.output) for one in exits]
    constants: list[onnx.TensorProto] = []
    branch = nodes[ends[-1] :] if exits else []
    for node in branch:
        node.output[:] = [LAST if name == output else name for name in node.output]
    found = LAST
    for number, one in reversed(list(enumerate(exits))):
        asked, logits, sure = _head(one, names[one.layer], constants)
        then = helper.make_node("Identity", [logits], [f"{PREFIX}{one.layer}.said"])
        into = output if number == 0 else f"{PREFIX}{one.layer}.goes_on"
        sides = {
            "then_branch": _branch(f"{PREFIX}{one.layer}.then", [then], then.output[0]),
            "else_branch": _branch(f"{PREFIX}{one.layer}.else", branch, found),
        }
        both = helper.make_node("If", [sure], [into], name=f"{PREFIX}{one.layer}/If", **sides)
        begin = ends[number - 1] if number else 0
        first = [] if number else _asks(constants)
        branch, found = [*nodes[begin : ends[number]], *first, *asked, both], into
    if exits:
        del graph.node[:]
        graph.node.extend(branch)
        graph.initializer.extend(constants)
        _settle(graph)
    onnx.checker.check_model(model)
    return model


def _settle(graph: onnx.GraphProto) -> None:
    """Puts every weight into the innermost branch that alone needs it: onnxruntime packs only those for its fast products."""
    for inner in [one.g for node in graph.node for one in node.attribute if one.name == "else_branch"]:
        here = {name for node in graph.node for name in node.input}
        there = _named(inner) - here
        inner.initializer.extend(one for one in graph.initializer if one.name in there)
        kept = [one for one in graph.initializer if one.name not in there]
        del graph.initializer[:]
        graph.initializer.extend(kept)
        _settle(inner)


def _named(graph: onnx.GraphProto) -> set[str]:
    """All names that a graph and its branches take."""
    names = {name for node in graph.node for name in node.input}
    return names.union(*(_named(one.g) for node in graph.node for one in node.attribute if one.type == onnx.AttributeProto.GRAPH))


def without_exits(model: onnx.ModelProto) -> onnx.ModelProto:
    """A copy of the model whose posts all pass every layer; one without exits is only copied."""
    whole = onnx.ModelProto()
    whole.CopyFrom(model)
    graph = whole.graph
    nodes = list(_whole_nodes(graph.node))
    output = graph.output[0].name
    for node in nodes:
        node.output[:] = [output if name == LAST else name for name in node.output]
    constants = sorted(_whole_constants(graph), key=lambda tensor: tensor.name)
    del graph.node[:], graph.initializer[:]
    graph.node.extend(nodes)
    graph.initializer.extend(tensor for tensor in constants if not tensor.name.startswith(PREFIX))
    return whole


def _whole_nodes(nodes: Sequence[onnx.NodeProto]):
    """The nodes of a graph in their order, those of exits left out and what is behind them put in their place."""
    for node in nodes:
        if node.op_type == "If" and node.name.startswith(PREFIX):
            yield from _whole_nodes(next(one.g.node for one in node.attribute if one.name == "else_branch"))
        elif not node.output[0].startswith(PREFIX) or node.output[0] == LAST:
            yield node


def _whole_constants(graph: onnx.GraphProto):
    """The weights of a graph and of its branches."""
    yield from graph.initializer
    for node in graph.node:
        for one in node.attribute:
            if one.type == onnx.AttributeProto.GRAPH:
                yield from _whole_constants(one.g)


def _branch(name: str, nodes: Sequence[onnx.NodeProto], output: str) -> onnx.GraphProto:
    logits = helper.make_tensor_value_info(output, TensorProto.FLOAT, ["posts", len(LABELS)])
    return helper.make_graph(list(nodes), name, [], [logits])


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
    axis, axis_of_mask = constant("axis", np.array([1], np.int64)), constant("mask_axis", np.array([2], np.int64))
    by_post = node("by_post", "Reshape", [states, node("shape", "Concat", ["lean.posts_tokens", width], axis=0)])
    mask = node("mask", "Unsqueeze", [node("mask_float", "Cast", ["lean.mask"], to=TensorProto.FLOAT), axis_of_mask])
    total = node("total", "ReduceSum", [node("seen", "Mul", [by_post, mask]), axis], keepdims=0)
    mean = node("mean", "Div", [total, node("tokens", "ReduceSum", [mask, axis], keepdims=0)])
    inside = node("inner", "Gemm", [mean, constant("inner.weight", inner), constant("inner.bias", inner_bias)])
    inside = node("gelu", "Gelu", [inside], domain=CONTRIB)
    logits = node("logits", "Gemm", [inside, constant("outer.weight", outer), constant("outer.bias", outer_bias)])
    likeliest = node("likeliest", "ReduceMax", [node("shares", "Softmax", [logits], axis=-1), axis], keepdims=0)
    least = node("least_likely", "ReduceMin", [likeliest], keepdims=0)
    sure = node("sure", "GreaterOrEqual", [least, constant("least", np.array(one.sure, np.float32))])
    return nodes, logits, node("leaves", "And", [sure, MAY_LEAVE])
