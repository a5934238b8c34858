"""Labels without a reader: patterns over the pools, and a head that agrees with them."""

import csv
import gzip
import json
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from scipy.special import expit, softmax

from ..data.sets import DataError
from ..data.text import normalise
from .definitions import HERE, TOPICS, fold
from .learn import Targets, split

POOLS = ("unlabelled/airline_sentences", "train/airline_reviews", "train/customer_service", "unlabelled/fr_customer")
SURE, UNSURE = 0.8, 0.2
"""Probability from which the head's yes, and below which its no, is believed where the patterns say the same."""


def patterns() -> dict[str, dict[str, re.Pattern]]:
    """What shows a topic in a folded post, by topic and language (patterns.json)."""
    written = json.loads((HERE / "patterns.json").read_text(encoding="utf-8"))
    return {topic: {name: re.compile("|".join(some)) for name, some in found.items()} for topic, found in written.items()}


def shown(texts: Sequence[str], languages: Sequence[str]) -> np.ndarray:
    """bool [posts, topics]: whether a pattern of the topic, in the post's language, stands in it."""
    known = patterns()
    folded = [fold(text) for text in texts]
    rows = [
        [bool(known[topic][language].search(text)) for topic in TOPICS] for text, language in zip(folded, languages, strict=True)
    ]
    return np.array(rows, bool).reshape(-1, len(TOPICS))


def pool_posts(data: Path, count: int, seed: int = 11) -> list[tuple[str, str]]:
    """Up to `count` texts with their languages from the pools of a data folder: half by chance, half with rare topics."""
    chance, found = np.random.default_rng(seed), []
    paths = [path for path in (data / f"{name}.csv.gz" for name in POOLS) if path.is_file()]
    if not paths:
        raise DataError(f"{data}: none of {', '.join(POOLS)}; pass the folder that holds train/ and unlabelled/ with --data")
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8", newline="") as stream:
            rows = [(row["text"], row["lang"]) for row in csv.DictReader(stream) if 20 <= len(row["text"]) <= 200]
        order = chance.permutation(len(rows))[: 4 * count // len(paths)]
        found += [(normalise(rows[place][0]), rows[place][1]) for place in order]
    matrix = shown([text for text, _ in found], [language for _, language in found])
    share = matrix.mean(0) + 1e-6
    rarity = (matrix / share).max(1) + chance.random(len(found)) * (1 / share.max())
    chosen = np.argsort(-rarity, kind="stable")[: count // 2].tolist()
    rest = [place for place in range(len(found)) if place not in set(chosen)]
    return [found[place] for place in [*chosen, *chance.permutation(rest)[: count - len(chosen)].tolist()]]


def from_patterns(shows: np.ndarray, said: np.ndarray) -> Targets:
    """Targets of pool posts by patterns alone; act and answer are what a head says, since no pattern tells them."""
    return replace(softly(said, 0.3), topics=shows.astype(float))


def agreed(shows: np.ndarray, said: np.ndarray) -> tuple[np.ndarray, Targets]:
    """Places of the pool posts of which patterns and a head say the same in every topic, and what the head says."""
    found = softly(said, 0.3)
    shares = found.topics
    same = np.where(shows, shares >= UNSURE, shares <= SURE).all(1)
    kept = np.flatnonzero(same & ((shares >= SURE) | (shares <= UNSURE)).all(1))
    return kept, replace(found, topics=(shares >= 0.5).astype(float)).of(kept)


def softly(said: np.ndarray, weight: float) -> Targets:
    """What heads said, logits [posts, OUTPUTS], as shares."""
    topics, acts, answer = (part.astype(np.float64) for part in split(said))
    return Targets(expit(topics), softmax(acts, axis=1), expit(answer), np.full(len(said), weight))
