"""Temperature, the uncertain band, calibration error."""

import numpy as np
import pytest

from lab.calibrate import calibration_error, fit_temperature, probabilities, uncertain_band


def drawn(temperature: float) -> tuple[np.ndarray, np.ndarray]:
    """Logits that are `temperature` times too large, with labels drawn from what they should be."""
    chance = np.random.default_rng(0)
    true = chance.normal(0, 2, 20_000)
    return true * temperature, (chance.random(20_000) < probabilities(true, 1)).astype(int)


@pytest.mark.parametrize("temperature", [0.5, 1.0, 2.5])
def test_the_temperature_that_spoilt_the_logits_is_found(temperature: float) -> None:
    assert fit_temperature(*drawn(temperature)) == pytest.approx(temperature, rel=0.05)


def test_calibrated_probabilities_have_a_small_error_and_loud_ones_a_large_one() -> None:
    logits, labels = drawn(2.5)
    assert calibration_error(probabilities(logits, 2.5), labels) < 0.02
    assert calibration_error(probabilities(logits, 1.0), labels) > 0.08


def test_the_band_leaves_the_wanted_share_certain() -> None:
    probability = np.random.default_rng(0).random(10_000)
    low, high = uncertain_band(probability, 0.875)
    assert low + high == pytest.approx(1)
    assert ((probability < low) | (probability > high)).mean() == pytest.approx(0.875, abs=0.002)
