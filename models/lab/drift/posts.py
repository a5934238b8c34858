"""Reads the export of the service (`GET /export`, JSON lines) as far as drift looks at it."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ..data.text import is_empty, normalise
from ..errors import LabError


@dataclass(frozen=True)
class VotedPost:
    """A post that people voted on or reviewed: `right` says whether they agree with the verdict, None where they do not."""

    at: datetime
    language: str
    text: str
    probability: float
    confidence: float
    """Score of the label given: how likely the verdict was thought to be right."""
    model: str
    right: bool | None


def read_export(path: Path) -> list[VotedPost]:
    """The posts with words, in the order of time. Raises LabError naming the line that cannot be read."""
    posts = []
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    posts.append(_post(line, path, number))
    except (OSError, UnicodeDecodeError) as error:
        raise LabError(f"{path}: cannot be read ({error}); pass what GET /export gave, as JSON lines") from error
    return sorted((post for post in posts if not is_empty(post.text)), key=lambda post: post.at)


def _post(line: str, path: Path, number: int) -> VotedPost:
    try:
        row = json.loads(line)
        own = row.get("model_probability")
        probability = float(row["probability"] if own is None else own)
        if not 0 <= probability <= 1:
            raise ValueError(f"probability is {probability}")
        label, predicted, confidence = row["label"], *_verdict(row, probability)
        return VotedPost(
            at=datetime.fromisoformat(row["created_at"]),
            language=str(row["lang"]),
            text=normalise(str(row["text"])),
            probability=probability,
            confidence=confidence,
            model=str(row["model"]),
            right=None if label is None else label == predicted,
        )
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise LabError(f"{path}: line {number} is no row of the export ({error!r}); export again as JSON lines") from error


def _verdict(row: dict, probability: float) -> tuple[str, float]:
    """The model's own label and its score; exports of models of two labels have no scores."""
    scores = row.get("scores")
    if scores is None:
        return ("positive", probability) if probability >= 0.5 else ("negative", 1 - probability)
    label = max(scores, key=scores.__getitem__)
    return label, float(scores[label])
