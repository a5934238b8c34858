"""Temperature, the uncertain band, calibration error."""

import numpy as np
import pytest

from lab.calibrate import DevSet, calibration_error, fit_temperature, probabilities, uncertain_band


def drawn(temperature: float, posts: int = 20_000, seed: int = 0) -> DevSet:
    """Logits that are `temperature` times too large, with labels drawn from what they should be."""
    chance = np.random.default_rng(seed)
    true = chance.normal(0, 2, posts)
    return DevSet(true * temperature, (chance.random(posts) < probabilities(true, 1)).astype(int))


def with_neutral(one: DevSet, centre: float, posts: int = 2_000) -> DevSet:
    """The set and neutral posts whose logits lie about `centre`."""
    neutral = np.random.default_rng(1).normal(centre, 0.3, posts)
    return DevSet(np.concatenate([one.logits, neutral]), np.concatenate([one.labels, np.full(posts, 2)]))


def certain(one: DevSet, band: tuple[float, float]) -> np.ndarray:
    probability = probabilities(one.logits, 1)
    return (probability < band[0]) | (probability > band[1])


@pytest.mark.parametrize("temperature", [0.5, 1.0, 2.5])
def test_the_temperature_that_spoilt_the_logits_is_found(temperature: float) -> None:
    assert fit_temperature([drawn(temperature)]) == pytest.approx(temperature, rel=0.05)


def test_a_small_set_weighs_as_much_as_a_large_one() -> None:
    both = fit_temperature([drawn(1.0), drawn(3.0, 1_000, seed=2)])
    assert 1.3 < both < 2.7


def test_neutral_posts_do_not_change_the_temperature() -> None:
    assert fit_temperature([with_neutral(drawn(1.5), 4)]) == fit_temperature([drawn(1.5)])


def test_calibrated_probabilities_have_a_small_error_and_loud_ones_a_large_one() -> None:
    loud = drawn(2.5)
    assert calibration_error(probabilities(loud.logits, 2.5), loud.labels) < 0.02
    assert calibration_error(probabilities(loud.logits, 1.0), loud.labels) > 0.08


def test_the_band_leaves_enough_posts_of_every_set_certain() -> None:
    sets = [drawn(1.0), drawn(0.7, seed=3)]
    band = uncertain_band(sets, 1)
    assert band[0] <= 0.5 <= band[1]
    assert min(certain(one, band).mean() for one in sets) >= 0.855


@pytest.mark.parametrize("centre", [-0.5, 0.5])
def test_the_band_leans_to_the_side_on_which_the_neutral_posts_lie(centre: float) -> None:
    low, high = uncertain_band([with_neutral(drawn(1.0), centre)], 1)
    assert (high - 0.5 > 0.5 - low) == (centre > 0)


def test_a_band_about_the_wrong_verdicts_is_taken_when_there_are_no_neutral_posts() -> None:
    chance = np.random.default_rng(0)
    logits = np.concatenate([chance.normal(-3, 0.5, 5_000), chance.normal(3, 0.5, 4_500), chance.normal(0.6, 0.1, 500)])
    one = DevSet(logits, np.concatenate([np.zeros(5_000), np.ones(4_500), np.zeros(500)]).astype(int))
    band = uncertain_band([one], 1)
    assert not certain(DevSet(np.array([0.6]), np.array([0])), band)[0]
