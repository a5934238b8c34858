"""Reads a line of the service's export (`GET /export`, JSON lines) and says what is wrong with a broken one."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from tqdm import tqdm

from ..data.text import normalise
from ..errors import LabError

TOPIC = re.compile("[a-z]+(-[a-z]+)*")
LABELS = {"negative": 0, "positive": 1, "neutral": 2}


class ExportRowError(LabError):
    """A line of an export that is not one; the message names the file, the line, the reason and what to do."""


@dataclass(frozen=True)
class Vote:
    """One person's 👍 (`right`) or 👎, perhaps with the right label (0, 1, 2); `at` in milliseconds since 1970, UTC."""

    voter: str
    right: bool
    correction: int | None
    at: int

    def label(self, predicted: int) -> int | None:
        """What the vote stands for: a 👍 for the verdict, a 👎 for its correction; a 👎 without one for no label: None."""
        return predicted if self.right else self.correction


@dataclass(frozen=True)
class Row:
    """A prediction with its votes; `text` is normalised, `predicted` 0, 1 or 2, `review` the label of a reviewer or None.

    `topics` are what people say the post is about: names, empty for none of the topics; None where nobody said.
    """

    id: str
    at: int
    language: str
    text: str
    predicted: int
    review: int | None
    votes: tuple[Vote, ...]
    topics: tuple[str, ...] | None = None


def read_rows(paths: list[Path], on_bad: Callable[[str], None] | None = None) -> Iterator[Row]:
    """Yields the rows of all the files, with a progress bar over their bytes.

    Raises ExportRowError at the first line that is broken; with `on_bad` it is told instead, and the line is left out.
    """
    for path in paths:
        if not path.is_file():
            raise ExportRowError(f"{path}: no such file; fetch one with GET /export (JSON lines)")
    with tqdm(total=sum(path.stat().st_size for path in paths), unit="B", unit_scale=True, desc="read", mininterval=1) as bar:
        for path in paths:
            with path.open("rb") as stream:
                for number, line in enumerate(stream, start=1):
                    bar.update(len(line))
                    try:
                        yield _row(json.loads(line))
                    except (ValueError, TypeError, KeyError, AttributeError) as error:
                        fault = f"{path}: line {number}: {_reason(error)}"
                        if on_bad is None:
                            raise ExportRowError(
                                f"{fault}; fetch the export again, or leave such lines out with --skip-bad"
                            ) from None
                        on_bad(fault)


def _row(line: Any) -> Row:
    if not isinstance(line, dict):
        raise ValueError("is not a JSON object")
    if not isinstance(line["text"], str):
        raise ValueError("text is not a string")
    review = line["review"]
    return Row(
        _word(line, "id"),
        _moment(line, "created_at"),
        _word(line, "lang"),
        normalise(line["text"]),
        _label(line, "predicted", LABELS),
        _label(review, "label", LABELS) if review else None,
        tuple(_vote(vote) for vote in line["votes"]),
        _topics(line.get("topics")),  # exports of earlier versions have none
    )


def _vote(vote: dict) -> Vote:
    if not isinstance(vote["correct"], bool):
        raise ValueError("a vote's correct is not true or false")
    correction = None if vote["correct"] or vote["label"] is None else _label(vote, "label", LABELS)
    return Vote(_word(vote, "voter"), vote["correct"], correction, _moment(vote, "voted_at"))


def _topics(names: Any) -> tuple[str, ...] | None:
    if names is None:
        return None
    if not isinstance(names, list) or not all(isinstance(name, str) and TOPIC.fullmatch(name) for name in names):
        raise ValueError("topics is not a list of names")
    return tuple(sorted(set(names)))


def _word(fields: dict, name: str) -> str:
    if not isinstance(fields[name], str) or not fields[name]:
        raise ValueError(f"{name} is not a word")
    return fields[name]


def _label(fields: dict, name: str, known: dict[str, int]) -> int:
    if fields[name] not in known:
        raise ValueError(f"{name} is none of {', '.join(known)}")
    return known[fields[name]]


def _moment(fields: dict, name: str) -> int:
    moment = datetime.fromisoformat(fields[name])
    if moment.tzinfo is None:
        raise ValueError(f"{name} has no time zone")
    return round(moment.timestamp() * 1000)


def _reason(error: Exception) -> str:
    """What a person can do something with; never the line itself, which may hold a post."""
    if isinstance(error, json.JSONDecodeError | UnicodeDecodeError):
        return "is not JSON (cut short?)"
    if isinstance(error, KeyError):
        return f"{error.args[0]} is missing"
    if isinstance(error, ValueError):
        return str(error) if "isoformat" not in str(error) else "a time is not like 2026-11-22T08:00:00Z"
    return "a field has the wrong type"
