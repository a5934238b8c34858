"""Loading the weights that training starts from."""

import json
import struct
from pathlib import Path

import numpy as np
import pytest
import torch

from lab.families.base import BaseError, load_base, read_q4

HIDDEN = 32


def test_a_local_folder_gives_weights_tokenizer_and_origin(base: Path) -> None:
    loaded = load_base(base)
    assert loaded.shape.layers == 2
    assert loaded.weights["embeddings.word_embeddings.weight"].shape == (loaded.tokenizer.get_vocab_size(), HIDDEN)
    assert [len(source["sha256"]) for source in loaded.card["sources"]] == [64, 64]


def test_a_folder_without_weights_is_refused_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(BaseError, match=r"model\.safetensors is missing; pass a Hugging Face folder with --base"):
        load_base(tmp_path)


def test_an_architecture_that_is_not_like_bert_is_refused(tmp_path: Path) -> None:
    for name in ("model.safetensors", "tokenizer.json"):
        (tmp_path / name).write_text("{}")
    (tmp_path / "config.json").write_text(json.dumps({"model_type": "gpt2"}))
    with pytest.raises(BaseError, match="model type 'gpt2' is not known"):
        load_base(tmp_path)


def test_a_missing_package_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(BaseError, match=r"requirements-base\.txt"):
        load_base()


def test_four_bit_blocks_become_the_weights_they_stand_for(tmp_path: Path) -> None:
    path = tmp_path / "model.bin"
    path.write_bytes(packed_model())
    shape, weights = read_q4(path)
    words = weights["embeddings.word_embeddings.weight"]
    assert (shape.hidden, shape.heads, shape.pieces) == (HIDDEN, 1, 2)
    assert words[0].tolist() == [-4.0] * 16 + [3.5] * 16
    assert torch.equal(weights["embeddings.LayerNorm.bias"], torch.arange(HIDDEN, dtype=torch.float32))


def test_another_kind_of_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "model.bin").write_bytes(b"GGUF" + bytes(100))
    with pytest.raises(BaseError, match="not an E5S1 file"):
        read_q4(tmp_path / "model.bin")


def packed_model() -> bytes:
    """A packed file with two word rows (low nibbles 0, high nibbles 15, scale one half) and one float vector."""
    block = np.float16(0.5).tobytes() + bytes([0xF0] * 16)
    header = b"E5S1" + struct.pack("<i7ifi", 1, HIDDEN, 0, 1, 64, 2, 4, 1, 1e-12, 32)
    vocabulary = (
        struct.pack("<5iQ", 2, 0, 2, 1, 3, 4) + bytes(4 * 3) + bytes(4 * 2) + b"abcd" + struct.pack("<iI", 1, 5) + bytes(5)
    )
    entries = [(b"emb.word", 1, 2 * HIDDEN), (b"emb.ln.b", 0, HIDDEN)]
    at = len(header) + len(vocabulary) + 4 + sum(2 + len(name) + 21 for name, _, _ in entries)
    directory = struct.pack("<i", len(entries))
    for name, kind, size in entries:
        length = 36 if kind else 4 * size
        directory += struct.pack("<H", len(name)) + name + struct.pack("<BIQQ", kind, size, at, length)
        at += length
    return header + vocabulary + directory + block * 2 + np.arange(HIDDEN, dtype="<f4").tobytes()
