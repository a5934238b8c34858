"""Two models on the same posts: the challenger's gain and its 95 % interval."""

from dataclasses import dataclass

import numpy as np

DRAWS = 10_000
SEED = 1


@dataclass(frozen=True)
class Gain:
    """Share of posts that the challenger gets right, less the champion's, and the interval's edges (-1 to 1)."""

    gain: float
    low: float
    high: float

    @property
    def verdict(self) -> str:
        """`better`, `worse`, or `no worse` when the interval holds zero."""
        return "better" if self.low > 0 else "worse" if self.high < 0 else "no worse"


def paired_gain(champion: np.ndarray, challenger: np.ndarray) -> Gain:
    """bool [posts] twice, true where a model is right. Drawing posts anew only moves how many of them each model alone gets
    right, so the three counts are drawn in place of the posts: the same distribution.
    """
    won, lost = (~champion & challenger).mean(), (champion & ~challenger).mean()
    drawn = np.random.default_rng(SEED).multinomial(len(champion), [won, lost, max(0.0, 1 - won - lost)], DRAWS)
    low, high = np.quantile((drawn[:, 0] - drawn[:, 1]) / len(champion), [0.025, 0.975])
    return Gain(float(won - lost), float(low), float(high))
