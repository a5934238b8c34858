"""What a family learns from and chooses on: the posts of train/ and dev/, whole or a stratified sample, without leaks."""

import random
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.metrics import accuracy_score, f1_score, log_loss, roc_auc_score

from ..compare.calibrate import probabilities
from ..labels import columns, margin
from .sets import LEAST_NEUTRAL, NEUTRAL, DataError, Post, data_file, read_posts, set_names, worded
from .text import HANDLE, LINK

SEED = 20261122


@dataclass(frozen=True)
class TrainDev:
    """The posts with words: of all training sets in one list, of the dev sets by name; and where they come from.

    Neutral posts of distant sets are left out, see `data.is_distant`.
    """

    folder: Path
    train: list[Post]
    dev: dict[str, list[Post]]
    sample: float = 1.0
    seed: int = SEED

    @property
    def dev_posts(self) -> list[Post]:
        """All dev posts, set after set: the order that `dev_figures` expects."""
        return [post for posts in self.dev.values() for post in posts]


def train_dev(folder: Path, sample: float = 1.0, seed: int = SEED, without_blocks: Sequence[str] = ()) -> TrainDev:
    """Reads the data folder; `sample` (0-1] takes that part of each label, language and block, drawn by `seed`.

    `without_blocks` leaves blocks of the training sets out. Raises DataError for bad files and for posts that stand in
    train/ and in test/ or dev/ too.
    """
    if not 0 < sample <= 1:
        raise DataError(f"--sample {sample:g}: must be above 0 and at most 1; 0.05 takes every twentieth post")
    sets = {name: read_posts(data_file(folder, name)) for part in ("train", "dev", "test") for name in set_names(folder, part)}
    refuse_leaks(folder, sets)
    train = [post for name, posts in sets.items() if name.startswith("train/") for post in learnt(posts)]
    train = [post for post in train if post.block not in without_blocks]
    dev = {name: stratified(learnt(posts), sample, seed) for name, posts in sets.items() if name.startswith("dev/")}
    return TrainDev(folder, stratified(train, sample, seed), dev, sample, seed)


def learnt(posts: Sequence[Post]) -> list[Post]:
    """The posts with words and a label that means something."""
    return [post for post in worded(posts) if not (post.distant and post.label == NEUTRAL)]


def stratified(posts: Sequence[Post], share: float, seed: int) -> list[Post]:
    """The `share` of each (label, language, block), at least two of each, in the order of `posts`."""
    if share == 1:
        return list(posts)
    strata = defaultdict(list)
    for number, post in enumerate(posts):
        strata[post.label, post.language, post.block].append(number)
    chance = random.Random(seed)
    chosen = [
        number
        for numbers in strata.values()
        for number in chance.sample(numbers, min(len(numbers), max(2, round(share * len(numbers)))))
    ]
    return [posts[number] for number in sorted(chosen)]


def refuse_leaks(folder: Path, sets: dict[str, list[Post]]) -> None:
    """Raises DataError when a post of train/ stands in dev/ or test/ too (links, handles, case and punctuation aside)."""
    held_out = {
        key: (name, row)
        for name, posts in sets.items()
        if not name.startswith("train/")
        for row, post in enumerate(posts, start=2)
        if (key := bare_words(post.text))
    }
    for name in (name for name in sets if name.startswith("train/")):
        for row, post in enumerate(sets[name], start=2):
            if found := held_out.get(bare_words(post.text)):
                raise DataError(
                    f"{data_file(folder, name)}: row {row}: the same post is row {found[1]} of {found[0]}, "
                    "so a model would be measured on what it learnt; remove the row from train/"
                )


def dev_figures(logits: np.ndarray, dev: dict[str, list[Post]]) -> dict[str, float]:
    """Figures of logits [posts of all dev sets in their order, 3]: accuracy, auc and loss (nats) of negative against positive on
    the posts with a side, and macroF1 of the three labels on the sets with neutral posts; the mean over the sets.

    Each set's own follow as `dev/NAME/accuracy` and so on. The sets count alike, so that French is not drowned.
    """
    by_set = {}
    start = 0
    for name, posts in dev.items():
        by_set[name] = _figures(logits[start : start + len(posts)], np.array([post.label for post in posts]))
        start += len(posts)
    kinds = dict.fromkeys(kind for figures in by_set.values() for kind in figures)
    means = {kind: float(np.mean([figures[kind] for figures in by_set.values() if kind in figures])) for kind in kinds}
    return means | {f"{name}/{kind}": value for name, figures in by_set.items() for kind, value in figures.items()}


def _figures(logits: np.ndarray, labels: np.ndarray) -> dict[str, float]:
    sided, positive = labels != NEUTRAL, margin(logits)
    figures = {
        "accuracy": float(accuracy_score(labels[sided], positive[sided] > 0)),
        "auc": float(roc_auc_score(labels[sided], positive[sided])),
        "loss": float(log_loss(labels[sided], probabilities(positive[sided], 1.0), labels=[0, 1])),
    }
    if (~sided).sum() >= LEAST_NEUTRAL:
        figures["macroF1"] = float(f1_score(columns(labels), logits.argmax(1), average="macro"))
    return figures


def bare_words(text: str) -> str:
    """The words alone, in lower case; a post without words is compared as it stands."""
    return " ".join(re.findall(r"\w+", text.casefold().replace(HANDLE, " ").replace(LINK, " "))) or text
