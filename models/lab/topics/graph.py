"""The head as nodes that are joined to the served graph: `topics.onnx`.

A file of ONNX is one message of Protocol Buffers, and two such messages written one after the other are read as one whose
lists are joined. So topics.onnx holds nodes, weights and outputs only, which take the states of the encoder by their names; its
bytes after those of model.onnx are a whole graph. The encoder runs once, its file stays as it is, and a new head is a small file.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import onnx
import onnxruntime
import torch
from torch import Tensor, nn

from ..export.graph import OPSET, ExportError, quiet
from .definitions import ACTS
from .head import OUTPUTS as OUTPUT_COUNT
from .head import TopicHead
from .learn import ask, split
from .states import States

FILE = "topics.onnx"
OUTPUTS = ("topics", "acts", "answer")
"""Probabilities float32 [1, topics] and [1, acts], and a logit [1], of one post."""
PREFIX = "topics/"
TOLERANCE = 0.02
"""Largest difference of a probability between PyTorch, whose states are rounded to float16, and the joined graph."""


@dataclass(frozen=True)
class Scaling:
    """What makes the head's logits calibrated: topics · slope + offset, each topic by itself, and acts · act_slope."""

    slope: np.ndarray
    offset: np.ndarray
    act_slope: float

    def topics(self, logits: np.ndarray) -> np.ndarray:
        """Calibrated probabilities float64 [posts, topics] of what the head said."""
        return 1 / (1 + np.exp(-(split(logits)[0].astype(np.float64) * self.slope + self.offset)))

    def acts(self, logits: np.ndarray) -> np.ndarray:
        """Calibrated probabilities float64 [posts, acts]."""
        scaled = split(logits)[1].astype(np.float64) * self.act_slope
        shares = np.exp(scaled - scaled.max(1, keepdims=True))
        return shares / shares.sum(1, keepdims=True)


class _Served(nn.Module):
    """The head for one post, as cheap as it can be had: what scales its inputs and outputs is folded into the weights.

    States of each layer apart, [tokens, hidden] or [1, tokens, hidden] → what OUTPUTS says, for one post.
    """

    def __init__(self, head: TopicHead, scaling: Scaling, layers: int) -> None:
        super().__init__()
        self.hidden = len(head.mean) // layers
        ones = np.ones(1)
        slope = np.concatenate([scaling.slope, np.full(len(ACTS), scaling.act_slope), ones])
        offset = np.concatenate([scaling.offset, np.zeros(len(ACTS)), np.zeros(1)])
        slope, offset = (torch.tensor(values, dtype=torch.float32) for values in (slope, offset))
        weight = head.narrow.weight * head.scale
        self.narrow = _linear(weight, head.narrow.bias - weight @ head.mean)
        weight = head.direct.weight * slope[:, None] * head.scale
        self.direct = _linear(weight, head.direct.bias * slope + offset - weight @ head.mean)
        both = torch.cat([head.weight.weight, head.value.weight * slope[:, None]])
        self.both = _linear(both, torch.cat([head.weight.bias, head.value.bias * slope]))
        for name in ("narrow_norm", "views", "viewed", "viewed_norm", "inner", "outer", "outer_norm"):
            setattr(self, name, getattr(head, name))

    def forward(self, *layers: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        states = torch.cat(layers, -1).reshape(-1, len(layers) * self.hidden)
        narrow = self.narrow_norm(nn.functional.gelu(self.narrow(states)))
        views = (self.views(narrow).softmax(0).T @ narrow).reshape(1, -1)
        narrow = self.viewed_norm(narrow + self.viewed(views))
        narrow = self.outer_norm(narrow + self.outer(nn.functional.gelu(self.inner(narrow))))
        weight, value = self.both(narrow).split(OUTPUT_COUNT, 1)
        said = (weight.softmax(0) * value).sum(0, keepdim=True) + self.direct(states.mean(0, keepdim=True))
        topics, acts, answer = said.split([OUTPUT_COUNT - len(ACTS) - 1, len(ACTS), 1], 1)
        return topics.sigmoid(), acts.softmax(-1), answer.flatten()


def _linear(weight: Tensor, bias: Tensor) -> nn.Linear:
    made = nn.Linear(weight.shape[1], weight.shape[0])
    made.load_state_dict({"weight": weight.detach(), "bias": bias.detach()})
    return made


def head_bytes(head: TopicHead, scaling: Scaling, names: Sequence[str]) -> bytes:
    """What topics.onnx holds; `names` are those of the encoder's states, in the order of the head's layers."""
    served = _Served(head.eval(), scaling, len(names)).eval()
    probe = tuple(torch.zeros(7, served.hidden) for _ in names)
    inputs = [f"layer{place}" for place in range(len(names))]
    tokens = torch.export.Dim("tokens", min=2, max=65536)
    with TemporaryDirectory() as folder, quiet():
        path = Path(folder) / "head.onnx"
        torch.onnx.export(
            served,
            probe,
            path,
            input_names=inputs,
            output_names=list(OUTPUTS),
            dynamic_shapes=(tuple({0: tokens} for _ in names),),
            opset_version=OPSET,
            external_data=False,
            dynamo=True,
            verbose=False,
        )
        whole = onnx.load(path)
    if whole.functions:
        raise ExportError("the exporter wrote functions, which cannot be joined; check the exporter's version")
    return _fragment(whole, dict(zip(inputs, names, strict=True))).SerializeToString()


def joined(graph: bytes, head: bytes) -> bytes:
    """The served graph with the head."""
    return graph + head


def check_joined(
    production: Path, head: bytes, texts: Sequence[str], states: States, trained: TopicHead, scaling: Scaling
) -> None:
    """Raises ExportError when the joined graph says other topics than PyTorch, or another sentiment than before, of any post."""
    from tokenizers import Tokenizer

    from ..data.text import normalise
    from ..families.model import MAX_TOKENS
    from ..train.batches import encode

    graph = (production / "model.onnx").read_bytes()
    onnx.checker.check_model(onnx.load_from_string(joined(graph, head)))
    alone, both = _session(graph), _session(joined(graph, head))
    said = ask(trained, states)
    expected = (scaling.topics(said), scaling.acts(said), split(said)[2])
    rows = encode(Tokenizer.from_file(str(production / "tokenizer.json")), [normalise(text) for text in texts], MAX_TOKENS)
    for place, row in enumerate(rows):
        ids = np.array([row], np.int64)
        feeds = {"input_ids": ids, "attention_mask": np.ones_like(ids)}
        logits, *found = both.run(["logits", *OUTPUTS], feeds)
        if not np.array_equal(logits, alone.run(["logits"], feeds)[0]):
            raise ExportError(f"{texts[place]!r}: the joined graph judges it otherwise; check the version of onnxruntime")
        for name, ours, theirs in zip(OUTPUTS, found, expected, strict=True):
            if np.abs(ours[0] - theirs[place]).max() > TOLERANCE * (1 if name != "answer" else 10):
                raise ExportError(f"{texts[place]!r}: {name} differ from PyTorch's; check the exporter's version")


def _fragment(whole: onnx.ModelProto, states: dict[str, str]) -> onnx.ModelProto:
    """Nodes, weights and outputs of a graph under names of their own, its inputs of the encoder under theirs."""
    mine = {name for node in whole.graph.node for name in node.output} | {one.name for one in whole.graph.initializer}
    names = {name: PREFIX + name for name in mine if name and name not in OUTPUTS} | states
    part = onnx.ModelProto()
    for node in whole.graph.node:
        copy = part.graph.node.add()
        copy.CopyFrom(node)
        copy.name, copy.doc_string = PREFIX + node.name, ""
        del copy.metadata_props[:]
        for field in (copy.input, copy.output):
            field[:] = [names.get(name, name) for name in field]
    for one in whole.graph.initializer:
        copy = part.graph.initializer.add()
        copy.CopyFrom(one)
        copy.name = names[one.name]
    part.graph.output.extend(whole.graph.output)
    return part


def _session(graph: bytes) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
