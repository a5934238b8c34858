"""Posts labelled by hand: text, topics, act, and whether the company should answer."""

import csv
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..data.gather import OWN
from ..errors import LabError
from ..places import LAB
from .definitions import ACTS, LANGUAGES, TOPICS

TOPIC_POSTS = LAB / "data" / "topics"
"""train_LANGUAGE.csv and dev_LANGUAGE.csv hold posts, read_LANGUAGE.csv labels of the posts in data/own_posts, by SHA-256."""


@dataclass(frozen=True)
class Labelled:
    """One post as a person labelled it."""

    text: str
    language: str
    topics: tuple[str, ...]
    act: str
    needs_answer: bool


def read_rows(part: str, folder: Path = TOPIC_POSTS, own: Path = OWN) -> list[Labelled]:
    """All posts of a part, `train` or `dev`, the labelled ones of data/own_posts with the former.

    Raises LabError with file and row when a label is unknown or a post stands in the part twice.
    """
    rows: list[Labelled] = []
    for language in LANGUAGES:
        rows += _read(folder / f"{part}_{language}.csv", language)
        if part == "train":
            rows += _read(folder / f"read_{language}.csv", language, _texts(own))
    seen = set()
    for row in rows:
        if row.text in seen:
            raise LabError(f"{folder}: {row.text!r} stands in {part} twice; keep one of the two rows")
        seen.add(row.text)
    return rows


def topic_matrix(rows: list[Labelled]) -> np.ndarray:
    """bool [posts, topics], in the order of TOPICS."""
    return np.array([[topic in row.topics for topic in TOPICS] for row in rows], bool).reshape(-1, len(TOPICS))


def act_column(rows: list[Labelled]) -> np.ndarray:
    """int [posts]: place in ACTS."""
    return np.array([ACTS.index(row.act) for row in rows], int)


def needs_column(rows: list[Labelled]) -> np.ndarray:
    """bool [posts]: whether the company should answer."""
    return np.array([row.needs_answer for row in rows], bool)


def language_column(rows: list[Labelled]) -> np.ndarray:
    """str [posts]."""
    return np.array([row.language for row in rows], str)


def _read(path: Path, language: str, texts: dict[str, str] | None = None) -> Iterator[Labelled]:
    """`texts` gives the posts where the file has their digests only."""
    if not path.is_file():
        raise LabError(f"{path}: no such file; the posts labelled by hand are part of the repository, restore them with git")
    with path.open(encoding="utf-8", newline="") as stream:
        for number, record in enumerate(csv.DictReader(stream), start=2):
            yield _checked(f"{path}: row {number}", record, language, texts)


def _checked(place: str, record: dict[str, str], language: str, texts: dict[str, str] | None) -> Labelled:
    text = record.get("text", "") if texts is None else texts.get(record.get("sha256", ""), "")
    topics = tuple(name for name in (record.get("topics") or "").split("|") if name)
    unknown = [name for name in topics if name not in TOPICS]
    if not text.strip():
        raise LabError(f"{place}: no text, or a digest that no post of data/own_posts has; remove the row")
    if unknown:
        raise LabError(f"{place}: unknown topic {unknown[0]!r}; use {', '.join(TOPICS)}, joined by |")
    if record.get("act") not in ACTS:
        raise LabError(f"{place}: unknown act {record.get('act')!r}; use {', '.join(ACTS)}")
    if record.get("needs_answer") not in ("0", "1"):
        raise LabError(f"{place}: needs_answer must be 0 or 1, not {record.get('needs_answer')!r}")
    return Labelled(text, language, topics, record["act"], record["needs_answer"] == "1")


def _texts(own: Path) -> dict[str, str]:
    """Posts of a folder like data/own_posts by the SHA-256 of their text."""
    found = {}
    for path in sorted(own.rglob("*.csv")):
        with path.open(encoding="utf-8", newline="") as stream:
            for record in csv.DictReader(stream):
                if record.get("text"):
                    found[hashlib.sha256(record["text"].encode()).hexdigest()] = record["text"]
    return found
