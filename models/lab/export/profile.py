"""What the posts look like that a model was measured on: the reference that the service shows until it has days of its own.

The counts and bins are those of src/drift/profile.ts, one group for each language, so that they can be added up. They come from
the dev sets, neutral posts included, for the service meets those too; on the test sets nothing is tuned, not even this.
"""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from ..compare.calibrate import MIDDLE, NEGATIVE, Calibration
from ..compare.evaluate import Judged, judge_all
from ..data.sets import is_distant
from ..families.model import MAX_TOKENS
from ..labels import columns
from ..train.batches import encode
from .card import read_card, write_card
from .score import Scorer

BINS = {
    "probability": [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9],
    "length": [5, 10, 15, 20, 25, 30, 40, 60],
    "surprise": [8.8, 9, 9.2, 9.4, 9.6, 9.8, 10, 10.3, 10.7],
}
"""Inner bounds; a value on a bound belongs to the upper bin."""
PENALTY = 10
"""Nats by which an unknown piece is less likely than the least likely one;
src/sentiment/inference/reading.ts has the same."""


def add_profile(folder: Path, data: Path, sample: int | None = None) -> dict:
    """Writes the profile into the card of an exported model, which changes nothing else; returns it."""
    card = read_card(folder)
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    sets = judge_all(Scorer(folder / "model.onnx", tokenizer), data, parts=["dev"], sample=sample)
    profile = make_profile(sets, tokenizer, Calibration.of_card(card))
    write_card(folder, card | {"profile": profile})
    return profile


def make_profile(sets: Sequence[Judged], tokenizer: Tokenizer, calibration: Calibration) -> dict:
    """`sets` (those of the dev part are taken), `bins`, and for each language the counts of its posts."""
    dev = [judged for judged in sets if judged.name.startswith("dev/")]
    posts = [post for judged in dev for post in judged.posts]
    logits = np.concatenate([judged.logits for judged in dev])
    pieces, unknown, surprise = readings([post.text for post in posts], tokenizer)
    labels = np.concatenate([columns(judged.labels) for judged in dev])
    trusted = np.concatenate([np.full(len(judged.posts), not is_distant(judged.name)) for judged in dev])
    languages = np.array([post.language for post in posts])
    every = calibration.probability(logits), *calibration.verdicts(logits), labels, trusted, pieces, unknown, surprise
    return {
        "sets": [judged.name for judged in dev],
        "bins": BINS,
        "languages": {
            str(language): _counts(*(column[languages == language] for column in every)) for language in sorted(set(languages))
        },
    }


def readings(texts: Sequence[str], tokenizer: Tokenizer) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """For each normalised text [posts]: pieces judged, unknown ones among them, mean −log probability of a piece in nats."""
    model = json.loads(tokenizer.to_str())["model"]
    scores = np.array([score for _, score in model["vocab"]])
    scores[model["unk_id"]] = min(0.0, scores.min()) - PENALTY
    rows = [np.array(ids[1:-1], int) for ids in encode(tokenizer, texts, MAX_TOKENS)]
    surprise = [-scores[row].mean() if len(row) else 0.0 for row in rows]
    return np.array([len(row) for row in rows]), np.array([(row == model["unk_id"]).sum() for row in rows]), np.array(surprise)


def _counts(probability, given, score, certain, labels, trusted, pieces, unknown, surprise) -> dict:
    """Votes do not exist yet: `right` and `wrong` are by the labels that people gave (`trusted`), not by emoticons."""
    right = given == labels
    return {
        "posts": len(labels),
        "negative": int((given == NEGATIVE).sum()),
        "neutral": int((given == MIDDLE).sum()),
        "uncertain": int((~certain).sum()),
        "probability": _histogram(probability, "probability"),
        "confidence": round(float(score.sum()), 4),
        "variance": round(float((score * (1 - score)).sum()), 4),
        "read": len(pieces),
        "unknown": int((unknown > 0).sum()),
        "length": _histogram(pieces, "length"),
        "surprise": _histogram(surprise, "surprise"),
        "right": int((right & trusted).sum()),
        "wrong": int((~right & trusted).sum()),
    }


def _histogram(values: np.ndarray, name: str) -> list[int]:
    places = np.searchsorted(BINS[name], values, side="right")
    return np.bincount(places, minlength=len(BINS[name]) + 1).tolist()
