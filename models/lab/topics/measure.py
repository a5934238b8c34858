"""Calibrates what a head says, finds the threshold of each topic, and counts how well posts are told."""

from collections.abc import Sequence

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax
from sklearn.linear_model import LogisticRegression

from .definitions import LANGUAGES, TOPICS
from .graph import Scaling
from .learn import split

THRESHOLDS = np.round(np.arange(0.10, 0.81, 0.02), 2)
TO_CHECK = 0.7
"""Precision below which a topic is not to be taken without a look."""
GIVEN_UP = 0.02
"""F1 that a topic may lose for its precision: around the highest F1 the curve is flat, and what is said wrongly is seen."""


def scale(said: np.ndarray, topics: np.ndarray, acts: np.ndarray) -> Scaling:
    """Platt's scaling of each topic and one slope for the acts, fitted on what heads said of posts that they did not know."""
    logits, act_logits, _ = split(said)
    lines = [_platt(logits[:, [place]], topics[:, place]) for place in range(topics.shape[1])]

    def cross_entropy(slope: float) -> float:
        return -float(log_softmax(act_logits * slope, axis=1)[np.arange(len(acts)), acts].mean())

    slope = minimize_scalar(cross_entropy, bounds=(0.2, 3.0), method="bounded").x
    return Scaling(np.array([one for one, _ in lines]), np.array([other for _, other in lines]), round(float(slope), 4))


def _platt(logits: np.ndarray, given: np.ndarray) -> tuple[float, float]:
    """Slope and offset; the logits as they are where no post, or every one, has the topic."""
    if given.all() or not given.any():
        return 1.0, 0.0
    fit = LogisticRegression(C=10.0).fit(logits, given)
    return float(fit.coef_[0, 0]), float(fit.intercept_[0])


def thresholds(shares: np.ndarray, given: np.ndarray, least: float = TO_CHECK) -> np.ndarray:
    """The probability from which each topic is said: with almost the highest F1, less GIVEN_UP at most, that with a precision of
    `least` and the highest F1, or where none has it the most precise; of equal ones the middle."""
    best = []
    for place in range(given.shape[1]):
        said = shares[:, [place]] >= THRESHOLDS
        hits = (said & given[:, [place]]).sum(0)
        precision = hits / np.maximum(said.sum(0), 1)
        scores = 2 * hits / np.maximum(said.sum(0) + given[:, place].sum(), 1)
        near = scores >= scores.max() - GIVEN_UP
        precise = near & (precision >= least)
        rank = np.where(precise, scores, -1) if precise.any() else np.where(near, precision, -1)
        best.append(float(np.median(THRESHOLDS[rank >= rank.max() - 1e-9])))
    return np.round(best, 2)


def f1(said: np.ndarray, given: np.ndarray) -> float:
    """F1 of yes and no: 0 where nothing was found."""
    hit = float((said & given).sum())
    return 2 * hit / (said.sum() + given.sum()) if hit else 0.0


def figures(said: np.ndarray, given: np.ndarray) -> dict:
    """Precision, recall and the number of posts that have it, of yes and no [posts]."""
    hit = int((said & given).sum())
    return {
        "precision": round(hit / int(said.sum()), 3) if said.any() else 0.0,
        "recall": round(hit / int(given.sum()), 3) if given.any() else 0.0,
        "posts": int(given.sum()),
    }


def by_language(said: np.ndarray, given: np.ndarray, languages: np.ndarray) -> dict[str, dict]:
    """The figures of each language."""
    return {name: figures(said[languages == name], given[languages == name]) for name in LANGUAGES}


def macro_f1(said: np.ndarray, given: np.ndarray) -> float:
    """Mean F1 over the topics, bool [posts, topics] twice."""
    return float(np.mean([f1(said[:, place], given[:, place]) for place in range(len(TOPICS))]))


def summary(said: np.ndarray, given: np.ndarray, languages: np.ndarray, names: Sequence[str] = LANGUAGES) -> dict[str, float]:
    """Macro-F1 of each language."""
    return {name: round(macro_f1(said[languages == name], given[languages == name]), 3) for name in names}
