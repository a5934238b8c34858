"""What one pass of training is made of: which posts, how often, and with what target."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

import numpy as np

from ..data.crafted import crafted_posts
from ..data.sets import NEUTRAL, Post, data_file, is_distant, read_posts, set_names
from ..data.text import is_empty, normalise
from ..labels import columns
from .settings import Settings

Teacher = Callable[[Sequence[str]], np.ndarray]
Target = tuple[float, float, float]


@dataclass(frozen=True)
class Example:
    """A normalised post, the probabilities it shall get, its language, and its copies in a pass.

    `target`: negative, neutral, positive; they sum to 1. `pair`: the label says nothing about neutral, so the loss is over
    the logits of negative and positive alone. 1.5 copies means one in every pass and another in every second pass.
    """

    text: str
    target: Target
    language: str
    pair: bool = False
    copies: float = 1.0


def make_examples(data: Path, settings: Settings, teacher: Teacher | None) -> tuple[list[Example], dict[str, int]]:
    """The examples of a pass, and how many distinct posts each set gave."""
    examples: list[Example] = []
    used: dict[str, int] = {}
    for name in set_names(data, "train"):
        posts = [post for post in read_posts(data_file(data, name)) if _is_wanted(name, post, settings)]
        used[name] = len(posts)
        examples += _distant(name, posts, settings, teacher) if is_distant(name) else _labelled(name, posts, settings)
    crafted = crafted_posts(settings.crafted, settings.seed)
    return examples + [Example(normalise(text), one_hot(label), language) for text, label, language in crafted], used


def one_hot(label: int) -> Target:
    """The target of a data label (0 negative, 1 positive, 2 neutral)."""
    target = [0.0, 0.0, 0.0]
    target[columns([label])[0]] = 1.0
    return tuple(target)


def softened(labels: np.ndarray, opinion: np.ndarray, share: float) -> np.ndarray:
    """Targets [posts]: the label, with `share` of it given to the teacher (Reed et al. 2015, "soft bootstrapping")."""
    return (1 - share) * labels + share * opinion


def _labelled(name: str, posts: Sequence[Post], settings: Settings) -> Iterator[Example]:
    """Posts whose label a person, a star rating or a rule gave: all three labels learn from them."""
    mix = settings.copies()
    for post in posts:
        copies = mix.get(f"{name}/{post.block}", mix.get(name, 1.0))
        copies *= settings.neutral if post.label == NEUTRAL else 1
        yield Example(post.text, one_hot(post.label), post.language, copies=copies)


def _distant(name: str, posts: Sequence[Post], settings: Settings, teacher: Teacher | None) -> Iterator[Example]:
    """Posts whose label an emoticon gave train the pair of negative and positive only; a teacher's opinion may soften it."""
    mix = settings.copies()
    positive = np.array([post.label for post in posts], float)
    if teacher and settings.teacher_share:
        positive = softened(positive, teacher([post.text for post in posts]), settings.teacher_share)
    for post, share in zip(posts, positive.tolist(), strict=True):
        copies = mix.get(f"{name}/{post.block}", mix.get(name, 1.0))
        yield Example(post.text, (1 - share, 0.0, share), post.language, True, copies)


def _is_wanted(name: str, post: Post, settings: Settings) -> bool:
    """Neutral posts only where they are wanted; in a distant set a neutral label has no loss to enter."""
    wanted = post.label != NEUTRAL or (settings.neutral > 0 and not is_distant(name))
    return wanted and not is_empty(post.text)


def write_examples(run: Path, examples: Sequence[Example]) -> None:
    """Keeps the examples in the run's folder, so that an interrupted run goes on with the same ones."""
    with (run / "examples.jsonl").open("w", encoding="utf-8") as stream:
        for text, target, *rest in map(astuple, examples):
            stream.write(json.dumps([text, [round(share, 4) for share in target], *rest]) + "\n")


def read_examples(run: Path) -> list[Example]:
    """The examples that the run was started with."""
    with (run / "examples.jsonl").open(encoding="utf-8") as stream:
        lines = map(json.loads, stream)
        return [Example(text, tuple(target), *rest) for text, target, *rest in lines]
