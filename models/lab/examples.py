"""What one pass of training is made of: which posts, how often, and with what target."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .crafted import crafted_posts
from .data import NEUTRAL, Post, data_file, read_posts, set_names
from .settings import Settings
from .text import is_empty, normalise

DISTANT = ("train/sentiment140", "train/fr_translated")
"""Sets whose labels come from emoticons: there a teacher's opinion may soften the label."""

Teacher = Callable[[Sequence[str]], np.ndarray]


@dataclass(frozen=True)
class Example:
    """A normalised post, the probability of positive that the model shall give it, and its copies in a pass.

    1.5 copies means one in every pass and another in every second pass.
    """

    text: str
    target: float
    copies: float = 1.0


def make_examples(data: Path, settings: Settings, teacher: Teacher | None) -> tuple[list[Example], dict[str, int]]:
    """The examples of a pass, and how many distinct posts each set gave."""
    examples: list[Example] = []
    used: dict[str, int] = {}
    mix = settings.copies()
    for name in set_names(data, "train"):
        posts = [post for post in read_posts(data_file(data, name)) if _is_wanted(post, settings)]
        used[name] = len(posts)
        targets = np.array([0.5 if post.label == NEUTRAL else post.label for post in posts], float)
        if teacher and settings.teacher_share and name in DISTANT:
            targets = softened(targets, teacher([post.text for post in posts]), settings.teacher_share)
        for post, target in zip(posts, targets, strict=True):
            copies = mix.get(f"{name}/{post.block}", mix.get(name, 1.0))
            copies *= settings.neutral if post.label == NEUTRAL else 1
            examples.append(Example(post.text, float(target), copies))
    crafted = [Example(normalise(text), target) for text, target in crafted_posts(settings.crafted, settings.seed)]
    return examples + crafted, used


def softened(labels: np.ndarray, opinion: np.ndarray, share: float) -> np.ndarray:
    """Targets [posts]: the label, with `share` of it given to the teacher (Reed et al. 2015, "soft bootstrapping")."""
    return (1 - share) * labels + share * opinion


def _is_wanted(post: Post, settings: Settings) -> bool:
    return (post.label != NEUTRAL or settings.neutral > 0) and not is_empty(post.text)


def write_examples(run: Path, examples: Sequence[Example]) -> None:
    """Keeps the examples in the run's folder, so that an interrupted run goes on with the same ones."""
    with (run / "examples.jsonl").open("w", encoding="utf-8") as stream:
        stream.writelines(json.dumps([e.text, round(e.target, 4), e.copies]) + "\n" for e in examples)


def read_examples(run: Path) -> list[Example]:
    """The examples that the run was started with."""
    with (run / "examples.jsonl").open(encoding="utf-8") as stream:
        return [Example(*json.loads(line)) for line in stream]
