"""States of the served graph's middle layers, token by token, one post at a time as the service runs it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import helper
from tokenizers import Tokenizer
from tqdm import tqdm

from ..data.text import normalise
from ..errors import LabError
from ..families.model import MAX_TOKENS
from ..train.batches import encode


@dataclass(frozen=True)
class States:
    """What the encoder made of some posts."""

    tokens: list[np.ndarray]
    """float16 [tokens, layers × hidden] a post, the layers side by side."""
    logits: np.ndarray
    """float32 [posts, 3]: negative, neutral, positive."""

    layers: tuple[int, ...]
    """Of the encoder, counted from 1, as they stand side by side."""

    def of(self, places: Sequence[int]) -> "States":
        """Of some of the posts."""
        return States([self.tokens[place] for place in places], self.logits[places], self.layers)

    def only(self, layers: Sequence[int]) -> "States":
        """Of some of the layers."""
        hidden = self.tokens[0].shape[1] // len(self.layers)
        columns = np.concatenate([np.arange(hidden) + hidden * self.layers.index(layer) for layer in layers])
        return States([np.ascontiguousarray(one[:, columns]) for one in self.tokens], self.logits, tuple(layers))

    def __add__(self, more: "States") -> "States":
        """Of these posts and then those."""
        return States(self.tokens + more.tokens, np.concatenate([self.logits, more.logits]), self.layers)


def layer_outputs(graph: onnx.ModelProto) -> list[str]:
    """Names of the states in a graph that the lab exported: of the embeddings, then of each layer.

    A layer normalises twice, after attention and at its end. A lean graph has them as [tokens of all posts, hidden].
    """
    names = [node.output[0] for node in graph.graph.node if node.op_type == "LayerNormalization"]
    if len(names) < 3 or len(names) % 2 == 0:
        raise LabError(f"{len(names)} layer norms in the graph: it is none that `lab export` wrote; export the model again")
    return names[::2]


def read_states(production: Path, texts: Sequence[str], layers: Sequence[int], quiet: bool = False) -> States:
    """Asks the model in `production` about posts; layers are counted from 1, 0 being the embeddings."""
    graph = onnx.load(production / "model.onnx")
    names = [layer_outputs(graph)[layer] for layer in layers]
    graph.graph.output.extend(helper.make_empty_tensor_value_info(name) for name in names)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(graph.SerializeToString(), options, providers=["CPUExecutionProvider"])
    rows = encode(Tokenizer.from_file(str(production / "tokenizer.json")), [normalise(text) for text in texts], MAX_TOKENS)
    logits, tokens = np.empty((len(rows), 3), np.float32), []
    for place, row in enumerate(tqdm(rows, unit="post", disable=quiet)):
        ids = np.array([row], np.int64)
        found = session.run(["logits", *names], {"input_ids": ids, "attention_mask": np.ones_like(ids)})
        logits[place] = found[0][0]
        tokens.append(np.concatenate([states.reshape(len(row), -1) for states in found[1:]], 1).astype(np.float16))
    return States(tokens, logits, tuple(layers))
