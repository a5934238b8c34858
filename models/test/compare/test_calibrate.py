"""Temperature and bias, the scores from which a label is certain, calibration error."""

import numpy as np
import pytest
from scipy.special import softmax

from lab.compare.calibrate import Calibration, DevSet, calibrate, calibration_error, certain_from, fit_scores, probabilities
from lab.labels import NEVER, columns, three_logits

PLAIN = Calibration(1.0, (0.0, 0.0, 0.0))
DATA_LABEL = np.array([0, 2, 1])


def drawn(temperature: float, posts: int = 20_000, seed: int = 0, shift: tuple = (0, 0, 0), spread: float = 2.0) -> DevSet:
    """Logits that are `temperature` times too large and then shifted, with labels drawn from what they should be."""
    chance = np.random.default_rng(seed)
    true = chance.normal(0, spread, (posts, 3))
    column = (softmax(true, axis=1).cumsum(1) < chance.random(posts)[:, None]).sum(1)
    return DevSet(temperature * (true - np.array(shift)), DATA_LABEL[np.minimum(column, 2)])


def sided(temperature: float, posts: int = 20_000, seed: int = 0) -> DevSet:
    """A distant set: the labels depend on negative against positive alone, whatever the logit of neutral is."""
    chance = np.random.default_rng(seed)
    true = chance.normal(0, 2, (posts, 3))
    labels = (chance.random(posts) < probabilities(true[:, 2] - true[:, 0], 1)).astype(int)
    return DevSet(temperature * true, labels, distant=True)


@pytest.mark.parametrize("temperature", [0.5, 1.0, 2.5])
def test_the_temperature_and_the_bias_that_spoilt_the_logits_are_found(temperature: float) -> None:
    found = fit_scores([drawn(temperature, shift=(0.5, -1.0, 0.5))])
    assert found.temperature == pytest.approx(temperature, rel=0.05)
    assert found.bias == pytest.approx((0.5, -1.0, 0.5), abs=0.05)
    assert sum(found.bias) == pytest.approx(0, abs=1e-3)


def test_every_set_weighs_the_same_however_many_posts_it_has() -> None:
    both = fit_scores([drawn(1.0), drawn(3.0, 1_000, seed=2)])
    swapped = fit_scores([drawn(3.0), drawn(1.0, 1_000, seed=2)])
    assert 1.2 < both.temperature < 2.8
    assert both.temperature == pytest.approx(swapped.temperature, rel=0.1)


def test_a_distant_set_says_nothing_about_neutral() -> None:
    alone = fit_scores([drawn(1.0)])
    beside = fit_scores([drawn(1.0), sided(1.0, seed=4)])
    assert beside.bias[1] == pytest.approx(alone.bias[1], abs=0.05)
    assert beside.temperature == pytest.approx(1.0, rel=0.05)


def test_scores_sum_to_one_and_probability_is_their_share_of_positive() -> None:
    calibration = Calibration(1.3, (0.2, -0.3, 0.1))
    logits = np.random.default_rng(0).normal(0, 3, (50, 3))
    scores = calibration.scores(logits)
    np.testing.assert_allclose(scores.sum(1), 1)
    np.testing.assert_allclose(calibration.probability(logits), scores[:, 2] / (scores[:, 0] + scores[:, 2]))


def test_a_verdict_is_certain_from_the_score_of_its_own_label() -> None:
    calibration = Calibration(1.0, (0.0, 0.0, 0.0), (0.5, 0.9, 0.99))
    scores = np.array([[0.6, 0.3, 0.1], [0.1, 0.8, 0.1], [0.04, 0.01, 0.95], [0.004, 0.001, 0.995]])
    logits = np.log(scores)
    given, _, certain = calibration.verdicts(logits)
    assert given.tolist() == [0, 1, 2, 2]
    assert certain.tolist() == [True, False, False, True]


def test_calibrated_scores_have_a_small_error_and_loud_ones_a_large_one() -> None:
    loud = sided(2.5)
    assert calibration_error(Calibration(2.5, (0, 0, 0)).probability(loud.logits), loud.labels) < 0.02
    assert calibration_error(PLAIN.probability(loud.logits), loud.labels) > 0.06


def test_the_certain_scores_keep_to_the_aims_where_that_can_be_done() -> None:
    clear = drawn(1.0, spread=6.0)
    calibration = calibrate([clear])
    given, _, certain = calibration.verdicts(clear.logits)
    column = np.array([0, 2, 1])[clear.labels]
    with_side = clear.labels != 2
    assert certain[with_side].mean() >= 0.80
    assert (given == column)[with_side & certain].mean() >= 0.93
    assert (certain & (given != 1))[~with_side].mean() <= 0.25


def test_unsure_posts_are_not_certain_when_enough_others_are() -> None:
    chance = np.random.default_rng(0)
    clear = np.where(np.arange(800)[:, None] % 2, [4.0, 0.0, -4.0], [-4.0, 0.0, 4.0])
    doubtful = chance.normal(0, 0.1, (200, 3))
    labels = np.concatenate([1 - np.arange(800) % 2, chance.integers(0, 2, 200)])
    one = DevSet(np.concatenate([clear, doubtful]), labels)
    given, _, certain = Calibration(1.0, (0, 0, 0), certain_from([one], PLAIN)).verdicts(one.logits)
    assert certain[:800].all()
    assert (given == columns(labels))[certain].mean() >= 0.93 > (given == columns(labels)).mean()


def test_a_model_of_two_labels_is_read_as_one_that_never_says_neutral() -> None:
    card = {"calibration": {"temperature": 2.0}, "uncertain": {"low": 0.4, "high": 0.7}}
    calibration = Calibration.of_card(card)
    logits = three_logits(np.array([-3.0, 0.5, 3.0], np.float32))
    assert (logits[:, 1] == NEVER).all()
    assert calibration.probability(logits) == pytest.approx(probabilities(np.array([-3.0, 0.5, 3.0]), 2.0))
    given, _, certain = calibration.verdicts(logits)
    assert given.tolist() == [0, 2, 2]
    assert certain.tolist() == [True, False, True]
