"""A frozen encoder in int8: its states of many posts, computed once and kept on disk, and its union with a trained head.

What `sentence_encoder.py` and `bert_frozen.py` share. The heads learn from the states that the exported encoder gives, so
what int8 changes is learnt too.
"""

import json
import random
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import compose
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import Tensor, nn
from tqdm import tqdm

from ..export.export import RowsInInt8
from ..export.graph import quiet, write_graph
from ..train.batches import encode
from .artefact import MODEL, open_session
from .base import Base, load_base
from .encoder import Encoder, encoder_from
from .model import MAX_TOKENS
from .same_length import same_length_batches
from .vocabulary import choose_pieces, cut_tokenizer, cut_words

ENCODER, SAVE_EVERY = "encoder.onnx", 100
"""SAVE_EVERY: batches between two notes of how far the states have come."""


class States(nn.Module):
    """Piece ids int64 [posts, tokens], unpadded → states of the chosen layers side by side [posts, tokens, layers x hidden].

    Layer 0 is what goes into the first layer.
    """

    def __init__(self, encoder: Encoder, layers: Sequence[int]) -> None:
        super().__init__()
        self.encoder, self.layers = encoder, layers

    def forward(self, ids: Tensor) -> Tensor:
        encoder = self.encoder
        states = [encoder.norm(encoder.words(ids) + encoder.positions.weight[: ids.shape[1]])]
        nothing_hidden = torch.zeros(1, 1, 1, 1)
        for layer in encoder.layers[: max(self.layers)]:
            states.append(layer(states[-1], nothing_hidden))
        return torch.cat([states[number] for number in self.layers], 2)


STATES_FILES = (ENCODER, "tokenizer.json", "train.npy", "train.progress", "dev.npy", "dev.progress")
"""What a run computes with the encoder; a head of other parameters may learn from the same."""


def write_encoder(run: Path, base: Base, layers: Sequence[int], texts: Sequence[str]) -> None:
    """Writes encoder.onnx (int8, `ids` → `states`) and tokenizer.json into `run`, unless they are there.

    A Unigram vocabulary is cut to what the texts need; another one stays whole.
    """
    if (run / ENCODER).is_file():
        return
    run.mkdir(parents=True, exist_ok=True)
    tokenizer, weights, shape = base.tokenizer, dict(base.weights), base.shape
    if json.loads(tokenizer.to_str())["model"]["type"] == "Unigram":
        table = "embeddings.word_embeddings.weight"
        keep = choose_pieces(tokenizer, [texts], 0)
        tokenizer, weights[table] = cut_tokenizer(tokenizer, keep), cut_words(weights[table], keep)
        shape = type(shape)(**asdict(shape) | {"pieces": len(keep)})
    tokenizer.no_padding()
    tokenizer.no_truncation()
    tokenizer.save(str(run / "tokenizer.json"), pretty=False)
    encoder = encoder_from(shape, weights, base.first_position, MAX_TOKENS)
    encoder.words = RowsInInt8(encoder.words.weight.detach())
    whole = run / "encoder.float.onnx"
    write_graph(States(encoder, layers), [torch.full((2, 9), 5)], ["ids"], ["tokens"], whole, "states")
    with quiet():
        extra = {"MatMulConstBOnly": True}
        kind = QuantType.QInt8
        quantize_dynamic(
            whole,
            run / "encoder.new",
            op_types_to_quantize=["MatMul"],
            per_channel=True,
            reduce_range=True,
            weight_type=kind,
            extra_options=extra,
        )
    whole.unlink()
    (run / "encoder.new").replace(run / ENCODER)


def open_base(folder: str) -> Base:
    """The base in a local Hugging Face folder, or multilingual-e5-small when `folder` is empty."""
    return load_base(Path(folder) if folder else None)


def rows_of(run: Path, texts: Sequence[str], max_tokens: int) -> list[list[int]]:
    """Piece ids of each text by the run's tokenizer."""
    return encode(Tokenizer.from_file(str(run / "tokenizer.json")), list(texts), max_tokens)


def token_states(run: Path, rows: Sequence[list[int]], part: str) -> tuple[np.ndarray, np.ndarray]:
    """float16 states [all tokens, width] of all rows, and where each row begins, int64 [rows + 1]; kept as PART.npy."""
    starts = np.cumsum([0, *map(len, rows)])

    def fill(states: np.ndarray, chosen: list[int], answer: np.ndarray) -> None:
        for number, values in zip(chosen, answer, strict=True):
            states[starts[number] : starts[number + 1]] = values

    return _computed(run, rows, part, int(starts[-1]), fill), starts


def mean_states(run: Path, rows: Sequence[list[int]], part: str) -> np.ndarray:
    """float16 means over the tokens [rows, width]; kept as PART.npy."""

    def fill(states: np.ndarray, chosen: list[int], answer: np.ndarray) -> None:
        states[chosen] = answer.mean(1)

    return _computed(run, rows, part, len(rows), fill)


def _computed(run: Path, rows: Sequence[list[int]], part: str, height: int, fill: Callable) -> np.ndarray:
    """Asks the encoder about all rows, going on where an interrupted call stopped."""
    path, progress = run / f"{part}.npy", run / f"{part}.progress"
    session = open_session(run / ENCODER)
    width = session.get_outputs()[0].shape[-1]
    done = int(progress.read_text()) if progress.is_file() else 0
    states = np.lib.format.open_memmap(path, "r+" if done else "w+", np.float16, (height, width))
    batches = same_length_batches(rows, 32, random.Random(0))
    bar = tqdm(range(done, len(batches)), initial=done, total=len(batches), desc=f"states of {part}", mininterval=10)
    for number in bar:
        ids = np.array([rows[place] for place in batches[number]], np.int64)
        fill(states, batches[number], session.run(["states"], {"ids": ids})[0])
        if number % SAVE_EVERY == 0 or number + 1 == len(batches):
            states.flush()
            progress.write_text(str(number + 1))
    return states


def union(run: Path, head: nn.Module, out: Path) -> None:
    """Writes encoder and head as one graph `ids` → `logits` into `out`, with the tokenizer beside it."""
    out.mkdir(parents=True, exist_ok=True)
    encoder = onnx.load(run / ENCODER)
    width = encoder.graph.output[0].type.tensor_type.shape.dim[-1].dim_value
    write_graph(head.eval(), [torch.randn(2, 7, width)], ["states"], ["tokens"], run / "head.onnx")
    end = compose.add_prefix(onnx.load(run / "head.onnx"), "head_", rename_inputs=False, rename_outputs=False)
    end.ir_version = encoder.ir_version
    del end.opset_import[:]
    end.opset_import.extend(encoder.opset_import)
    onnx.save(compose.merge_models(encoder, end, io_map=[("states", "states")]), out / MODEL)
    (out / "tokenizer.json").write_bytes((run / "tokenizer.json").read_bytes())
