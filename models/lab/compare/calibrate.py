"""Makes the scores mean what they say, and finds the score from which a verdict is certain."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit, log_softmax, softmax

from ..data.sets import NEUTRAL
from ..labels import LABELS, columns, margin

NEGATIVE, MIDDLE, POSITIVE = range(len(LABELS))
"""Columns of logits and scores."""
CERTAIN_SHARE, CERTAIN_ACCURACY, CERTAIN_SIDE, CERTAIN_NEUTRAL = 0.80, 0.93, 0.25, 0.20
"""Aims in every domain: certain verdicts among the posts with a side, those of them that are right; neutral posts that get a
certain side at most, and that are called neutral for certain at least."""
THRESHOLDS = np.round(np.linspace(0.34, 0.98, 33), 4)
"""Scores that are tried as the lowest certain one of a label."""


@dataclass(frozen=True)
class Calibration:
    """How logits [posts, 3] become scores, and how high the score of a label must be to be certain."""

    temperature: float
    bias: tuple[float, float, float]
    certain: tuple[float, float, float] = (0.0, 0.0, 0.0)

    @classmethod
    def of_card(cls, card: dict) -> "Calibration":
        """As a model.json describes it; of a model of two labels, the temperature and the band that is not certain."""
        temperature = card["calibration"]["temperature"]
        if "certain" in card:
            return cls(temperature, tuple(card["calibration"]["bias"]), tuple(card["certain"][label] for label in LABELS))
        band = card["uncertain"]
        return cls(temperature, (0.0, 0.0, 0.0), (1 - band["low"], 1.0, band["high"]))

    def scores(self, logits: np.ndarray) -> np.ndarray:
        """Calibrated scores float64 [posts, 3]; each row sums to 1."""
        return softmax(self._scaled(logits), axis=1)

    def probability(self, logits: np.ndarray) -> np.ndarray:
        """Probability of positive float64 [posts], given that the post has a side."""
        return expit(margin(self._scaled(logits)))

    def verdicts(self, logits: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Column of the label given, its score, and whether that is certain, each [posts]."""
        scores = self.scores(logits)
        given = scores.argmax(1)
        score = scores[np.arange(len(given)), given]
        return given, score, score >= np.array(self.certain)[given]

    def described(self) -> dict:
        """As model.json has it: `calibration` and `certain`."""
        fields = asdict(self)
        return {
            "calibration": {name: fields[name] for name in ("temperature", "bias")},
            "certain": dict(zip(LABELS, self.certain, strict=True)),
        }

    def _scaled(self, logits: np.ndarray) -> np.ndarray:
        return np.asarray(logits, np.float64) / self.temperature + np.array(self.bias)


@dataclass(frozen=True)
class DevSet:
    """One set that calibration looks at: logits float [posts, 3], labels int [posts] (0 negative, 1 positive, 2 neutral).

    `distant`: emoticons gave the labels, which say nothing about neutral and are often wrong.
    """

    logits: np.ndarray
    labels: np.ndarray
    distant: bool = False


def probabilities(margins: np.ndarray, temperature: float) -> np.ndarray:
    """Probability of positive, float64 [posts], of log-odds [posts]."""
    return expit(np.asarray(margins, np.float64) / temperature)


def calibrate(sets: Sequence[DevSet]) -> Calibration:
    """Temperature, bias and the scores from which a label is certain; every set weighs the same."""
    fitted = fit_scores(sets)
    return replace(fitted, certain=certain_from(sets, fitted))


def fit_scores(sets: Sequence[DevSet]) -> Calibration:
    """Temperature (Guo et al. 2017, "On Calibration of Modern Neural Networks") and bias of the smallest cross-entropy.

    Every set weighs the same: thousands of English posts must not decide for a few hundred French ones, nor airlines, of whose
    posts four in five complain, for the rest. Distant sets enter by the pair of negative and positive.
    """

    def cross_entropy(values: np.ndarray) -> float:
        scaled = _calibration(values)
        return float(np.mean([_loss(one, scaled) for one in sets]))

    return _calibration(minimize(cross_entropy, np.zeros(3), method="Nelder-Mead", options={"xatol": 1e-4, "fatol": 1e-6}).x, 4)


def _calibration(values: np.ndarray, digits: int = 16) -> Calibration:
    """Of the logarithm of the temperature, the bias of neutral, and that of positive against negative; the biases sum to 0."""
    log_temperature, neutral, positive = values
    bias = np.array([-positive - neutral, 2 * neutral, positive - neutral]) / 2
    return Calibration(round(float(np.exp(log_temperature)), digits), tuple(round(float(one), digits) for one in bias))


def _loss(one: DevSet, calibration: Calibration) -> float:
    """Mean cross-entropy (nats) of a set."""
    scaled = calibration._scaled(one.logits)
    if one.distant:
        sided = one.labels != NEUTRAL
        scaled, labels = scaled[sided][:, [NEGATIVE, POSITIVE]], one.labels[sided]
    else:
        labels = columns(one.labels)
    return float(-log_softmax(scaled, axis=1)[np.arange(len(labels)), labels].mean())


def certain_from(sets: Sequence[DevSet], calibration: Calibration) -> tuple[float, float, float]:
    """The lowest certain score of each label.

    Of all combinations of THRESHOLDS the one is taken that falls short of the aims least: the sum, over the sets, of what each
    lacks in share of certain verdicts among the posts with a side, in how often those are right (twice), in neutral posts kept
    from a certain side, and in neutral posts that are neutral for certain (half). Among equals, the one with fewest neutral
    posts given a certain side is taken.
    """
    shortfall = np.zeros((len(THRESHOLDS),) * len(LABELS))
    sides = []
    for one in sets:
        share, accuracy, side, neutral = _grid(one, calibration)
        shortfall += np.maximum(CERTAIN_SHARE - share, 0)
        if not one.distant:
            shortfall += 2 * np.maximum(CERTAIN_ACCURACY - accuracy, 0)
        if side is not None:
            shortfall += np.maximum(side - CERTAIN_SIDE, 0) + np.maximum(CERTAIN_NEUTRAL - neutral, 0) / 2
            sides.append(side)
    best = shortfall + 0.02 * (np.mean(sides, axis=0) if sides else 0)
    place = np.unravel_index(np.argmin(best), best.shape)
    return tuple(float(THRESHOLDS[number]) for number in place)


def _grid(one: DevSet, calibration: Calibration) -> tuple[np.ndarray, np.ndarray, np.ndarray | None, np.ndarray | None]:
    """For every combination of thresholds [negative, neutral, positive]: of the posts with a side the certain share and how often
    those are right; of the neutral posts the shares with a certain side and with a certain "neutral", None where there are none.
    """
    given, score, _ = calibration.verdicts(one.logits)
    sided, right = one.labels != NEUTRAL, given == columns(one.labels)

    def counts(chosen: np.ndarray) -> list[np.ndarray]:
        """For each label, how many of the chosen posts that got it are certain at each threshold."""
        return [(score[chosen & (given == label)][:, None] >= THRESHOLDS).sum(0) for label in range(len(LABELS))]

    def combined(parts: list[np.ndarray]) -> np.ndarray:
        return parts[0][:, None, None] + parts[1][None, :, None] + parts[2][None, None, :]

    certain = combined(counts(sided))
    accuracy = combined(counts(sided & right)) / np.maximum(certain, 1)
    if sided.all():
        return certain / sided.sum(), accuracy, None, None
    negative, neutral, positive = counts(~sided)
    none = np.zeros_like(neutral)
    shares = [combined(parts) / (~sided).sum() for parts in ([negative, none, positive], [none, neutral, none])]
    return certain / sided.sum(), accuracy, *shares


def calibration_error(probability: np.ndarray, happened: np.ndarray, bins: int = 15) -> float:
    """Expected calibration error (0-1) over equal bins of a probability (Guo et al. 2017) of what `happened` [posts] or not."""
    probability, happened = np.asarray(probability), np.asarray(happened)
    place = np.minimum((probability * bins).astype(int), bins - 1)
    gaps = [abs(happened[place == b].mean() - probability[place == b].mean()) * (place == b).mean() for b in set(place)]
    return float(sum(gaps))
