"""The three labels: their order in a model's output, and the numbers that data sets use for them."""

from collections.abc import Sequence

import numpy as np

LABELS = ("negative", "neutral", "positive")
"""The columns of a model's logits and of calibrated scores, in this order."""

_COLUMN = np.array([0, 2, 1])
"""Column of the data labels 0 (negative), 1 (positive) and 2 (neutral)."""


def columns(labels: Sequence[int] | np.ndarray) -> np.ndarray:
    """Data labels [posts] (0 negative, 1 positive, 2 neutral) → columns [posts] of logits and scores."""
    return _COLUMN[np.asarray(labels, int)]


def margin(logits: np.ndarray) -> np.ndarray:
    """Logits [posts, 3] → log-odds of positive against negative [posts], given that the post has a side."""
    return np.asarray(logits)[:, 2] - np.asarray(logits)[:, 0]


NEVER = -30.0
"""Logit of neutral in a model that knows two labels: its score is 0 to twelve digits."""


def three_logits(found: np.ndarray) -> np.ndarray:
    """What a model gave, [posts, 3], or [posts] from a model of two labels (logit z of positive) → [posts, 3]."""
    found = np.asarray(found)
    if found.ndim == 2:
        return found
    return np.stack([-found / 2, np.full_like(found, NEVER), found / 2], axis=1)
