"""Tiny labelled data and a tiny random base model, made anew for the tests."""

import csv
import gzip
import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

from lab.export.produce import produce
from lab.train.fine_tune import train
from lab.train.settings import Settings

WORDS = {
    0: ["horrible", "late", "lost", "retard", "annulé", "perdu", "angry", "😡"],
    1: ["lovely", "great", "thanks", "merci", "parfait", "génial", "happy", "😍"],
    2: ["flight", "vol", "airport", "monday", "gate"],
}
SHAPE = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 64}


def write_csv(path: Path, rows: list[dict]) -> Path:
    """Writes rows as csv.gz; the first row's keys are the header."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def some_rows(count: int, seed: int, language: str = "en", labels: tuple = (0, 1)) -> list[dict]:
    """Posts of five words, two of which show the side."""
    chance = random.Random(seed)
    rows = []
    for number in range(count):
        label = labels[number % len(labels)]
        words = chance.choices(WORDS[label], k=2) + chance.choices(WORDS[2], k=3)
        rows.append({"label": label, "text": f"{' '.join(words)} {number}", "lang": language})
    return rows


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with two training sets, a dev and a test set of each language."""
    folder = tmp_path_factory.mktemp("data")
    write_csv(folder / "train" / "sentiment140.csv.gz", some_rows(240, 1, labels=(0, 1, 2)))
    write_csv(folder / "train" / "xlmt_fr.csv.gz", some_rows(60, 2, "fr"))
    write_csv(folder / "train" / "sanders.csv.gz", some_rows(120, 5, labels=(0, 1, 2)))
    write_csv(folder / "dev" / "sentiment140.csv.gz", some_rows(60, 3, labels=(0, 1, 2)))
    write_csv(folder / "dev" / "read_en.csv.gz", some_rows(90, 6, labels=(0, 1, 2)))
    write_csv(folder / "test" / "fr_translated.csv.gz", some_rows(40, 4, "fr"))
    return folder


@pytest.fixture(scope="session")
def tokenizer() -> Tokenizer:
    """A Unigram tokenizer in XLM-R's manner: four special pieces, whole words, single characters."""
    words = [f"▁{word}" for group in WORDS.values() for word in group]
    characters = [chr(code) for code in range(33, 127)] + list("éàç▁ßжमी😡👍🏽\ufe0f")
    vocabulary = [("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0)]
    vocabulary += [(word, -3.0 - 0.01 * place) for place, word in enumerate(words)]
    vocabulary += [(character, -9.0 - 0.01 * place) for place, character in enumerate(characters)]
    made = Tokenizer(models.Unigram(vocabulary, unk_id=3, byte_fallback=False))
    made.add_special_tokens(["<s>", "<pad>", "</s>", "<unk>"])
    made.normalizer = normalizers.NFKC()
    made.pre_tokenizer = pre_tokenizers.Metaspace()
    made.decoder = decoders.Metaspace()
    made.post_processor = processors.TemplateProcessing("<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)])
    return made


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory, tokenizer: Tokenizer) -> Path:
    """A Hugging Face folder of a random BERT with that tokenizer."""
    folder = tmp_path_factory.mktemp("base")
    config = SHAPE | {"model_type": "bert", "vocab_size": tokenizer.get_vocab_size(), "layer_norm_eps": 1e-12}
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    tokenizer.save(str(folder / "tokenizer.json"))
    save_file(random_weights(config["vocab_size"]), folder / "model.safetensors")
    return folder


@pytest.fixture(scope="session")
def learned(tmp_path_factory: pytest.TempPathFactory, data: Path, base: Path) -> Path:
    """The folder of an exported model that tells the sides apart."""
    return export_of(tmp_path_factory.mktemp("learned"), data, base, 1600)


@pytest.fixture(scope="session")
def ignorant(tmp_path_factory: pytest.TempPathFactory, data: Path, base: Path) -> Path:
    """The folder of an exported model that has seen next to nothing."""
    return export_of(tmp_path_factory.mktemp("ignorant"), data, base, 8)


def export_of(folder: Path, data: Path, base: Path, posts: int) -> Path:
    """Trains on that many posts and exports; returns the folder of the model."""
    train(data, folder / "run", Settings(posts=posts, batch=8, pieces=0, rate=3e-3), base, None, 1)
    produce(folder / "run", data, folder / "export")
    return folder / "export"


def random_weights(pieces: int, hidden: int = 32, inner: int = 64, layers: int = 2) -> dict[str, torch.Tensor]:
    """Weights of a small BERT by their Hugging Face names, always the same."""
    generator = torch.Generator().manual_seed(1)
    shapes = {
        "embeddings.word_embeddings.weight": (pieces, hidden),
        "embeddings.position_embeddings.weight": (140, hidden),
        "embeddings.token_type_embeddings.weight": (2, hidden),
    }
    norms = ["embeddings.LayerNorm"]
    for layer in (f"encoder.layer.{number}" for number in range(layers)):
        for name in ("attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense"):
            shapes |= {f"{layer}.{name}.weight": (hidden, hidden), f"{layer}.{name}.bias": (hidden,)}
        shapes |= {f"{layer}.intermediate.dense.weight": (inner, hidden), f"{layer}.intermediate.dense.bias": (inner,)}
        shapes |= {f"{layer}.output.dense.weight": (hidden, inner), f"{layer}.output.dense.bias": (hidden,)}
        norms += [f"{layer}.attention.output.LayerNorm", f"{layer}.output.LayerNorm"]
    weights = {name: 0.3 * torch.randn(shape, generator=generator) for name, shape in shapes.items()}
    for name in norms:
        weights |= {f"{name}.weight": torch.ones(hidden), f"{name}.bias": torch.zeros(hidden)}
    return weights


@pytest.fixture(scope="session", autouse=True)
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of MLflow's store for all tests, so that none writes to models/runs; made when a test first connects."""
    address = f"sqlite:///{tmp_path_factory.mktemp('mlflow') / 'mlflow.db'}"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MLFLOW_TRACKING_URI", address)
        yield address
