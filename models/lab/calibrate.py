"""Makes the probabilities mean what they say, and finds the band in which a verdict is not certain."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize_scalar

from .data import NEUTRAL

CERTAIN_SHARE = 0.855
"""Share of the sided posts of a dev set whose verdict stays certain, at least."""
SHARE_AMONG_NEUTRAL = 0.805
"""The same in a set that has neutral posts too, where the band shall catch those."""
CERTAIN_ACCURACY = 0.90
"""How often those verdicts shall be right, in every dev set; where no band reaches it, as often as can be."""
SLACK = 0.005
"""How much less often right than the best a band may be when it holds more neutral posts."""
STEPS = 99
"""Edges that are tried on each side of one half."""


@dataclass(frozen=True)
class DevSet:
    """One set that calibration looks at: logits float [posts], labels int [posts] (0 negative, 1 positive, 2 neutral)."""

    logits: np.ndarray
    labels: np.ndarray


def probabilities(logits: np.ndarray, temperature: float) -> np.ndarray:
    """Probability of positive, float64 [posts], of logits [posts]."""
    return 1 / (1 + np.exp(-np.asarray(logits, np.float64) / temperature))


def fit_temperature(sets: Sequence[DevSet]) -> float:
    """The temperature with the smallest cross-entropy on the sided posts (Guo et al. 2017, "On Calibration of Modern Neural
    Networks"). Every set weighs the same: thousands of English posts must not decide for a few hundred French ones.
    """
    sided = [(one.logits[one.labels != NEUTRAL].astype(np.float64), one.labels[one.labels != NEUTRAL]) for one in sets]

    def cross_entropy(log_temperature: float) -> float:
        scaled = [(logits / np.exp(log_temperature), labels) for logits, labels in sided]
        return float(np.mean([np.mean(np.logaddexp(0, logits) - labels * logits) for logits, labels in scaled]))

    return round(float(np.exp(minimize_scalar(cross_entropy, bounds=(-2, 3), method="bounded").x)), 4)


def uncertain_band(sets: Sequence[DevSet], temperature: float) -> tuple[float, float]:
    """Lowest and highest probability that is not certain.

    Of the bands around one half that leave CERTAIN_SHARE of each set's sided posts certain (SHARE_AMONG_NEUTRAL where the set
    has neutral posts), those stay whose certain verdicts are right CERTAIN_ACCURACY of the time in every set, or at least as
    often as the best band's, less SLACK. The one of these that holds the largest share of neutral posts is taken; without
    neutral posts, the most accurate one.
    Praise and complaints lean differently, so the band need not lie evenly about one half.
    """
    edges = np.linspace(0, 0.49, STEPS)
    shares, accuracies, neutrals = zip(*(_grid(one, temperature, edges) for one in sets), strict=True)
    accuracy = np.min(accuracies, axis=0)
    floors = [CERTAIN_SHARE if neutral is None else SHARE_AMONG_NEUTRAL for neutral in neutrals]
    allowed = np.all([share >= floor for share, floor in zip(shares, floors, strict=True)], axis=0)
    allowed &= accuracy >= min(CERTAIN_ACCURACY, accuracy[allowed].max() - SLACK)
    held = np.mean([neutral for neutral in neutrals if neutral is not None] or [accuracy], axis=0)
    low, high = np.unravel_index(np.argmax(np.where(allowed, held, -1)), held.shape)
    return round(float(0.5 - edges[low]), 4), round(float(0.5 + edges[high]), 4)


def _grid(one: DevSet, temperature: float, edges: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray | None]:
    """For every band 0.5 - edges[i] to 0.5 + edges[j]: certain share and accuracy of the sided posts, neutral share inside."""
    probability, sided = probabilities(one.logits, temperature), one.labels != NEUTRAL
    right = (probability >= 0.5) == (one.labels == 1)
    inside = (probability < 0.5, probability[None] >= (0.5 - edges)[:, None], probability[None] <= (0.5 + edges)[:, None])

    def count(chosen: np.ndarray) -> np.ndarray:
        below = (inside[1] & (inside[0] & chosen)).sum(1)
        above = (inside[2] & (~inside[0] & chosen)).sum(1)
        return below[:, None] + above[None, :]

    certain = sided.sum() - count(sided)
    accuracy = ((sided & right).sum() - count(sided & right)) / np.maximum(certain, 1)
    return certain / sided.sum(), accuracy, None if sided.all() else count(~sided) / (~sided).sum()


def calibration_error(probability: np.ndarray, labels: np.ndarray, bins: int = 15) -> float:
    """Expected calibration error (0-1) over equal bins of the probability of positive (Guo et al. 2017)."""
    probability, labels = np.asarray(probability), np.asarray(labels)
    place = np.minimum((probability * bins).astype(int), bins - 1)
    gaps = [abs(labels[place == b].mean() - probability[place == b].mean()) * (place == b).mean() for b in set(place)]
    return float(sum(gaps))
