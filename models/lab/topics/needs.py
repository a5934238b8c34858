"""Whether the company should answer a post: a small logistic regression of what else is known of it, with published weights."""

from dataclasses import dataclass

import numpy as np
from sklearn.linear_model import LogisticRegression

from ..labels import LABELS
from .definitions import ACTS

INPUTS = ("negative", "complaint", "question", "praise", "answer", "urgent")
"""Score of negative, probabilities of three acts, the head's own logit, and 1 where a word of urgency stands in the post."""
PRECISE = 0.85
"""Part of the posts found that should need an answer indeed: who works through them should not look in vain."""


@dataclass(frozen=True)
class NeedsAnswer:
    """probability = sigmoid(intercept + Σ weight × input)."""

    intercept: float
    weights: dict[str, float]
    threshold: float = 0.5

    def probability(self, inputs: np.ndarray) -> np.ndarray:
        """float64 [posts] of inputs [posts, INPUTS]."""
        weights = np.array([self.weights[name] for name in INPUTS])
        return 1 / (1 + np.exp(-(self.intercept + inputs @ weights)))


def inputs_of(scores: np.ndarray, acts: np.ndarray, answer: np.ndarray, urgent: np.ndarray) -> np.ndarray:
    """float64 [posts, INPUTS] of calibrated scores [posts, 3], act probabilities, the head's logit and urgency [posts]."""
    act = {name: acts[:, place] for place, name in enumerate(ACTS)}
    columns = {"negative": scores[:, LABELS.index("negative")], **act, "answer": answer, "urgent": urgent}
    return np.stack([np.asarray(columns[name], np.float64) for name in INPUTS], 1)


def fit_needs(inputs: np.ndarray, answered: np.ndarray) -> NeedsAnswer:
    """Fits on posts that the head did not know; its threshold has a precision of PRECISE where that costs little F1."""
    from .measure import thresholds

    fit = LogisticRegression(C=1.0, max_iter=1000).fit(inputs, answered)
    weights = {name: round(float(value), 4) for name, value in zip(INPUTS, fit.coef_[0], strict=True)}
    fitted = NeedsAnswer(round(float(fit.intercept_[0]), 4), weights)
    best = thresholds(fitted.probability(inputs)[:, None], answered[:, None], PRECISE)
    return NeedsAnswer(fitted.intercept, weights, float(best[0]))
