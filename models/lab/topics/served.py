"""What a model with its head says of a post, as the service reads it (src/topics/topic-head.ts)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np

from ..errors import LabError
from .definitions import ACTS, is_urgent
from .graph import FILE
from .needs import NeedsAnswer, inputs_of

LISTED = "topics.json"
OTHER_MODEL = "teach a head for it (python -m lab topics train, then publish), or delete topics.json to go without topics"


@dataclass(frozen=True)
class HeadFiles:
    """The head of a model as bytes, and the content of topics.json."""

    nodes: bytes
    listed: dict


def read_head(folder: Path, version: str) -> HeadFiles | None:
    """The head in the folder of a model of that version; None when the model knows no topics.

    Raises LabError when the files are broken, or made for another model.
    """
    if not (folder / LISTED).exists():
        return None
    try:
        listed = json.loads((folder / LISTED).read_text(encoding="utf-8"))
        nodes = (folder / FILE).read_bytes()
        model, expected = listed["model"], listed["head"]["sha256"]
    except (OSError, ValueError, KeyError) as error:
        raise LabError(f"{folder}: its topics cannot be read ({error!r}); {OTHER_MODEL}") from error
    if model != version:
        raise LabError(f"{folder / LISTED}: was made for the model {model}, and {version} lies beside it; {OTHER_MODEL}")
    if sha256(nodes).hexdigest() != expected:
        raise LabError(f"{folder / FILE}: is not the file of topics.json, its SHA-256 differs; {OTHER_MODEL}")
    return HeadFiles(nodes, listed)


def post_topics(found: Sequence[np.ndarray], text: str, negative: float, listed: dict) -> dict:
    """`topics` (name and probability, the likeliest first), `act`, `needsAnswer` of one post.

    `found` are the outputs of the head for it: [topics], [acts], a number. `text` is normalised, `negative` its calibrated score.
    """
    topics, acts, answer = (np.asarray(one, np.float64) for one in found)
    given = [
        {"name": topic["name"], "probability": float(share)}
        for topic, share in zip(listed["topics"], topics, strict=True)
        if share >= topic["threshold"]
    ]
    known = listed["needsAnswer"]
    needs = NeedsAnswer(known["intercept"], known["weights"], known["threshold"])
    scores = np.array([[negative, np.nan, np.nan]])
    inputs = inputs_of(scores, acts[None], answer.reshape(1), np.array([is_urgent(text)]))
    return {
        "topics": sorted(given, key=lambda one: -one["probability"]),
        "act": ACTS[int(acts.argmax())],
        "needsAnswer": float(needs.probability(inputs)[0]),
    }
