"""Layers that a run left as they were keep the int8 constants of the graph that it began with, to the bit.

So what reads their states, as the head of topics does, need not be taught anew.
"""

from collections.abc import Mapping
from pathlib import Path

import onnx
import torch
from torch import Tensor

from .exits import read_whole
from .graph import ExportError

KEPT = "kept.onnx"
"""In a run's folder: the graph that it began with, where it left layers as they were."""


def keep_layers(path: Path, source: Path, count: int) -> None:
    """Gives the first `count` layers of a lean graph, and the tables before them, the constants of the lean graph `source`."""
    graph, theirs = onnx.load(path), _constants(source, count)
    told = {node.output[0]: node.metadata_props for node in read_whole(source).graph.node}
    for tensor in graph.graph.initializer:
        if _below(tensor.name, count):
            if tensor.name not in theirs or theirs[tensor.name].dims != tensor.dims:
                raise ExportError(f"{source}: has no {tensor.name} as {path} has it; the run did not begin with this graph")
            tensor.CopyFrom(theirs[tensor.name])
    for node in graph.graph.node:
        if _below(node.output[0], count) and node.output[0] in told:  # in which order the inner channels stand
            del node.metadata_props[:]
            node.metadata_props.extend(told[node.output[0]])
    onnx.save(graph, path)


def same_layers(first: Path, second: Path, count: int) -> bool:
    """Whether the states after `count` layers of two lean graphs are made with the same constants."""
    ours, theirs = _constants(first, count), _constants(second, count)
    return bool(ours) and ours.keys() == theirs.keys() and all(ours[name] == theirs[name] for name in ours)


def kept_in(state: Mapping[str, Tensor], other: Mapping[str, Tensor], count: int) -> bool:
    """Whether two states of a SentimentModel are the same in the first `count` layers and the tables before them."""
    return all(torch.equal(state[name], other[name]) for name in state if _below(name.replace("encoder.layers", "layers"), count))


def _constants(path: Path, count: int) -> dict[str, onnx.TensorProto]:
    return {tensor.name: tensor for tensor in read_whole(path).graph.initializer if _below(tensor.name, count)}


def _below(name: str, count: int) -> bool:
    """Whether a constant of lean.py stands before the end of the first `count` layers."""
    first, *rest = name.split(".")
    return first == "encoder" or (first == "layers" and int(rest[0]) < count)
