"""Writes the base of the replay's small model: the product's tokenizer and a random encoder of two layers.

    PYTHONPATH=models models/.venv/bin/python models/replay/base.py OUT

It knows no word before it is trained, so what it knows afterwards is what the replay taught it.
"""

import json
import shutil
import sys
from pathlib import Path

import torch
from safetensors.torch import save_file
from tokenizers import Tokenizer

TOKENIZER = Path(__file__).parents[1] / "production" / "tokenizer.json"
SHAPE = {"hidden_size": 64, "num_hidden_layers": 2, "num_attention_heads": 4, "intermediate_size": 128}
POSITIONS = 130


def write_base(folder: Path, seed: int = 1) -> None:
    """A Hugging Face folder that `lab train fine_tuned --base` takes."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(TOKENIZER, folder / "tokenizer.json")
    pieces = Tokenizer.from_file(str(TOKENIZER)).get_vocab_size()
    config = SHAPE | {"model_type": "bert", "vocab_size": pieces, "layer_norm_eps": 1e-12}
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    save_file(random_weights(pieces, seed), folder / "model.safetensors")


def random_weights(pieces: int, seed: int) -> dict[str, torch.Tensor]:
    """Weights by their Hugging Face names, normal with deviation .05 (embeddings .2); layer norms as they begin."""
    generator = torch.Generator().manual_seed(seed)
    hidden, inner = SHAPE["hidden_size"], SHAPE["intermediate_size"]
    tables = {"word": pieces, "position": POSITIONS, "token_type": 2}
    weights = {
        f"embeddings.{name}_embeddings.weight": 0.2 * torch.randn(rows, hidden, generator=generator)
        for name, rows in tables.items()
    }
    matrices, norms = {}, ["embeddings.LayerNorm"]
    for layer in (f"encoder.layer.{number}" for number in range(SHAPE["num_hidden_layers"])):
        for name in ("attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense"):
            matrices[f"{layer}.{name}"] = (hidden, hidden)
        matrices |= {f"{layer}.intermediate.dense": (inner, hidden), f"{layer}.output.dense": (hidden, inner)}
        norms += [f"{layer}.attention.output.LayerNorm", f"{layer}.output.LayerNorm"]
    for name, shape in matrices.items():
        weights |= {f"{name}.weight": 0.05 * torch.randn(shape, generator=generator), f"{name}.bias": torch.zeros(shape[0])}
    for name in norms:
        weights |= {f"{name}.weight": torch.ones(hidden), f"{name}.bias": torch.zeros(hidden)}
    return weights


if __name__ == "__main__":
    write_base(Path(sys.argv[1]))
