"""Family "sentence_encoder": a frozen multilingual sentence encoder (e5-small), the mean of its last layer, a small head."""

import random
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from ..data.split import TrainDev, dev_figures, stratified
from ..labels import LABELS
from ..train.teacher import smoothed_targets
from .artefact import CONFIG, read_config, write_config
from .epochs import load_weights, train_epochs
from .frozen import mean_states, open_base, rows_of, union, write_encoder
from .same_length import PieceScorer

name, experiment = "sentence_encoder", "sentence_encoder"


@dataclass(frozen=True)
class Params:
    """The hyper-parameters; the defaults are those of the table in README.md."""

    base: str = ""  # local Hugging Face folder; empty: multilingual-e5-small
    posts: int = 30_000  # most posts to learn from: the encoder's time
    max_tokens: int = 48  # longer posts are truncated
    inner: int = 128  # units of the head's hidden layer
    dropout: float = 0.3  # of the head
    smoothing: float = 0.05  # part of each target moved to the middle: emoticons are noisy labels
    rate: float = 1e-3  # highest learning rate
    decay: float = 0.01  # weight decay
    batch: int = 128  # posts in one update
    epochs: int = 12
    seed: int = 20261122


def suggest(trial: Any) -> Params:
    """The head and its training; the encoder's means stay as they are."""
    return Params(
        inner=trial.suggest_categorical("inner", [64, 128, 256]),
        dropout=trial.suggest_float("dropout", 0.0, 0.6),
        smoothing=trial.suggest_float("smoothing", 0.0, 0.2),
        rate=trial.suggest_float("rate", 2e-4, 5e-3, log=True),
        decay=trial.suggest_float("decay", 1e-3, 0.1, log=True),
        epochs=trial.suggest_int("epochs", 4, 20),
    )


class Head(nn.Module):
    """Means over the tokens, float [posts, hidden] → logits [posts, 3]."""

    def __init__(self, hidden: int, params: Params) -> None:
        super().__init__()
        inner = (nn.Linear(hidden, params.inner), nn.GELU(), nn.Dropout(params.dropout))
        self.layers = nn.Sequential(nn.BatchNorm1d(hidden), *inner, nn.Linear(params.inner, len(LABELS)))

    def forward(self, means: Tensor) -> Tensor:
        return self.layers(means)


class OverTokens(nn.Module):
    """The head on the mean over the tokens: states float [posts, tokens, hidden], unpadded → logits [posts, 3]."""

    def __init__(self, head: Head) -> None:
        super().__init__()
        self.head = head

    def forward(self, states: Tensor) -> Tensor:
        return self.head(states.mean(1))


def fit(examples: TrainDev, params: Params, report: Callable[[int, dict[str, float]], None], run: Path) -> None:
    """Computes the means once, then trains the head epoch by epoch; both go on after an interruption."""
    torch.manual_seed(params.seed)
    begun = time.monotonic()
    posts = stratified(examples.train, min(1.0, params.posts / len(examples.train)), params.seed)
    base = open_base(params.base)
    write_encoder(run, base, [base.shape.layers], [post.text for post in posts])
    rows = rows_of(run, [post.text for post in posts], params.max_tokens)
    means = mean_states(run, rows, "train")
    spent = time.monotonic() - begun
    dev_rows = rows_of(run, [post.text for post in examples.dev_posts], params.max_tokens)
    dev = torch.from_numpy(mean_states(run, dev_rows, "dev").astype("float32"))
    targets, pairs = map(torch.from_numpy, smoothed_targets(posts, params.smoothing))
    model = Head(means.shape[1], params)

    def batches(epoch: int) -> list[Callable[[], tuple]]:
        order = random.Random(params.seed + epoch).sample(range(len(posts)), len(posts))
        places = [order[at : at + params.batch] for at in range(0, len(order) - 1, params.batch)]
        return [
            lambda chosen=chosen: ((_means(means, chosen),), (targets[chosen], pairs[chosen]))
            for chosen in places
            if len(chosen) > 1
        ]

    def judge() -> dict[str, float]:
        with torch.inference_mode():
            return dev_figures(model(dev).numpy(), examples.dev)

    optimizer = torch.optim.AdamW(model.parameters(), params.rate, weight_decay=params.decay)
    figures, seconds = train_epochs(model, [optimizer], params.epochs, batches, judge, report, run)
    write_config(run, name, params, len(posts), spent + seconds, figures, width=means.shape[1])


def _means(means: Any, chosen: list[int]) -> Tensor:
    return torch.from_numpy(means[chosen].astype("float32"))


def export(run: Path, out: Path) -> None:
    """Writes encoder and head as one graph, the tokenizer and config.json."""
    config = read_config(run)
    head = load_weights(run, Head(config["width"], Params(**config["params"])))
    union(run, OverTokens(head).eval(), out)
    shutil.copyfile(run / CONFIG, out / CONFIG)


def load(folder: Path) -> PieceScorer:
    """The exported model."""
    return PieceScorer(folder, read_config(folder)["params"]["max_tokens"])
