"""A family small enough to tune in a test: counts of known words, one linear unit, three epochs of gradient descent."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from lab.data.sets import NEUTRAL
from lab.data.split import TrainDev, dev_figures
from lab.labels import three_logits

name, experiment = "tiny", "tokenization"


@dataclass(frozen=True)
class Params:
    """`rate` of learning; `side` -1 learns the wrong way round."""

    rate: float = 0.1
    side: int = 1


def suggest(trial: Any) -> Params:
    return Params(trial.suggest_float("rate", 1e-3, 1.0, log=True), trial.suggest_categorical("side", [1, -1]))


def fit(examples: TrainDev, params: Params, report: Callable[[int, dict[str, float]], None], run: Path) -> None:
    words = sorted({word for post in examples.train for word in post.text.split() if not word.isdigit()})
    counts = np.array([[post.text.split().count(word) for word in words] for post in examples.train], float)
    labels = np.array([0.5 if post.label == NEUTRAL else post.label for post in examples.train])
    dev = np.array([[post.text.split().count(word) for word in words] for post in examples.dev_posts], float)
    weights = np.zeros(len(words))
    for epoch in range(1, 4):
        error = labels - 1 / (1 + np.exp(-counts @ weights))
        weights += params.side * params.rate * error @ counts / len(labels)
        report(epoch, dev_figures(three_logits(dev @ weights), examples.dev))
    (run / "trained.json").write_text(json.dumps(asdict(params)), encoding="utf-8")
