"""Makes the probabilities mean what they say, and finds the band in which a verdict is not certain."""

import numpy as np
from scipy.optimize import minimize_scalar

CERTAIN_SHARE = 0.875
"""Share of the sided dev posts whose verdict shall be called certain."""


def probabilities(logits: np.ndarray, temperature: float) -> np.ndarray:
    """Probability of positive, float64 [posts], of logits [posts]."""
    return 1 / (1 + np.exp(-np.asarray(logits, np.float64) / temperature))


def fit_temperature(logits: np.ndarray, labels: np.ndarray) -> float:
    """The temperature with the smallest cross-entropy (Guo et al. 2017, "On Calibration of Modern Neural Networks")."""
    logits, labels = np.asarray(logits, np.float64), np.asarray(labels)

    def cross_entropy(log_temperature: float) -> float:
        scaled = logits / np.exp(log_temperature)
        return float(np.mean(np.logaddexp(0, scaled) - labels * scaled))

    return round(float(np.exp(minimize_scalar(cross_entropy, bounds=(-2, 3), method="bounded").x)), 4)


def uncertain_band(probability: np.ndarray, certain_share: float = CERTAIN_SHARE) -> tuple[float, float]:
    """Lowest and highest probability that is not certain: a band around one half that leaves `certain_share` outside."""
    half = float(np.quantile(np.abs(np.asarray(probability) - 0.5), 1 - certain_share))
    return round(0.5 - half, 4), round(0.5 + half, 4)


def calibration_error(probability: np.ndarray, labels: np.ndarray, bins: int = 15) -> float:
    """Expected calibration error (0-1) over equal bins of the probability of positive (Guo et al. 2017)."""
    probability, labels = np.asarray(probability), np.asarray(labels)
    place = np.minimum((probability * bins).astype(int), bins - 1)
    gaps = [abs(labels[place == b].mean() - probability[place == b].mean()) * (place == b).mean() for b in set(place)]
    return float(sum(gaps))
