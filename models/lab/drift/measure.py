"""What moved: river's detectors over the posts in the order of time, and a classifier that tells early posts from late ones."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from river.drift import ADWIN
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

DELTA = 0.001
"""Chance of a false change point that ADWIN may have (Bifet & Gavalda 2007); river's own default is twice as large."""
FOLDS = 5
USUAL = (0.01, 0.99)
"""Quantiles between which values are told apart: one post of ten thousand pieces must not make all others look alike."""


@dataclass(frozen=True)
class Series:
    """Values float [n] of one thing, the number of the post each belongs to, and at which posts river found a change."""

    name: str
    posts: np.ndarray
    values: np.ndarray
    changes: list[int]


@dataclass(frozen=True)
class Domains:
    """How well early posts are told from late ones: area under ROC; `chance` is what it is by chance, at most, in 95 of 100."""

    area: float
    chance: float

    @property
    def moved(self) -> bool:
        """Whether the embeddings differ more than by chance."""
        return self.area > self.chance


def change_points(values: Sequence[float]) -> list[int]:
    """Where ADWIN, an adaptive window over the values (scaled to 0 to 1), found that their mean had changed.

    What lies outside the usual values counts as the nearest of them, unless nearly all values are one and the same.
    """
    detector, found = ADWIN(delta=DELTA), []
    for number, value in enumerate(_scaled(np.asarray(values, float))):
        detector.update(value)
        if detector.drift_detected:
            found.append(number)
    return found


def _scaled(values: np.ndarray) -> np.ndarray:
    """Float [n] → from 0 to 1."""
    if not len(values):
        return values
    low, high = np.quantile(values, USUAL)
    if low == high:
        low, high = values.min(), values.max()
    return (values.clip(low, high) - low) / ((high - low) or 1.0)


def series(name: str, posts: np.ndarray, values: np.ndarray) -> Series:
    """A series with its change points told as numbers of posts."""
    return Series(name, posts, values, [int(posts[at]) for at in change_points(values)])


def domain_classifier(early: np.ndarray, late: np.ndarray) -> Domains:
    """Logistic regression on embeddings [posts, hidden], cross-validated; .5 is what no drift at all would give.

    The bound is that of the Mann-Whitney statistic under no difference, as a normal distribution.
    """
    features = np.concatenate([early, late])
    labels = np.repeat([0, 1], [len(early), len(late)])
    model = make_pipeline(StandardScaler(), LogisticRegression(C=0.01, max_iter=1000))
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=0)
    scores = cross_val_predict(model, features, labels, cv=folds, method="decision_function")
    n, m = len(early), len(late)
    return Domains(float(roc_auc_score(labels, scores)), 0.5 + 1.645 * float(np.sqrt((n + m + 1) / (12 * n * m))))


def accuracy_by_block(confidence: np.ndarray, right: np.ndarray, block: int) -> list[dict]:
    """For each block of posts: accuracy estimated from calibrated probabilities (CBPE), observed by votes, and 95 % bands.

    `confidence` float [posts] is the score of the label given; `right` float [posts] is 1, 0, or NaN where people do not agree.
    """
    rows = []
    for start in range(0, len(confidence), block):
        chosen, known = confidence[start : start + block], right[start : start + block]
        known = known[~np.isnan(known)]
        estimated = float(chosen.mean())
        reach = 1.96 * float(np.sqrt((chosen * (1 - chosen)).sum())) / len(chosen)
        rows.append({"post": start + len(chosen) // 2, "estimated": (estimated, estimated - reach, estimated + reach)})
        if len(known):
            rows[-1]["observed"] = wilson(int(known.sum()), len(known))
    return rows


def wilson(right: int, posts: int) -> tuple[float, float, float]:
    """A share with Wilson's 95 % interval for a binomial one."""
    share, square = right / posts, 1.96**2 / posts
    centre = (share + square / 2) / (1 + square)
    reach = 1.96 / (1 + square) * np.sqrt(share * (1 - share) / posts + square / (4 * posts))
    return share, float(centre - reach), float(centre + reach)
