"""Champion and challenger side by side: the lines that decide, and the ones that are only shown."""

import numpy as np

from ..behaviour.run import Outcome
from ..compare.calibrate import MIDDLE, Calibration
from ..compare.evaluate import Judged, metrics, pooled_calibration
from ..data.sets import is_distant
from ..labels import NEVER, columns
from .line import Line
from .measure import Measured
from .paired import paired_gain

DISTANT_LOSS = 0.03
"""Accuracy that a challenger may lose on a set whose labels come from emoticons. A person agrees with five in six of them, so
part of what a model gains there is what goes with a smiley, and that may be given up for what people say."""


def comparison_lines(champion: Measured, challenger: Measured) -> list[Line]:
    """Two lines a set, one a behavioural test and language, then the challenger's calibration and certainty."""
    sets = list(zip(champion.sets, challenger.sets, strict=True))
    two_labels = "labels" not in champion.card  # it cannot say "neutral": then both are judged by their sides
    tests = zip(champion.behaviour.outcomes(two_labels), challenger.behaviour.outcomes(two_labels), strict=True)
    before, after = Calibration.of_card(champion.card), Calibration.of_card(challenger.card)
    lines = [sides_line(one, other, before, after) for one, other in sets]
    lines += [_labels_line(one, other, before, after) for one, other in sets if other.has_neutral]
    return lines + [_test_line(*pair) for pair in tests] + _shown(challenger, after)


def sides_line(champion: Judged, challenger: Judged, before: Calibration, after: Calibration) -> Line:
    """Negative against positive, on the posts with a side; where emoticons gave the labels, up to DISTANT_LOSS may be lost."""
    allowed = DISTANT_LOSS if is_distant(champion.name) else 0.0
    return _set_line(champion.name, _side_right(champion, before), _side_right(challenger, after), allowed)


def _labels_line(champion: Judged, challenger: Judged, before: Calibration, after: Calibration) -> Line:
    """The three labels, on all posts of a set that has neutral ones. A model of two labels is never right on those; what it is
    not certain of counts as neutral, which is the best reading of it."""
    name = f"{champion.name}, three labels"
    return _set_line(name, _label_right(champion, before), _label_right(challenger, after))


def _set_line(name: str, before: np.ndarray, after: np.ndarray, allowed: float = 0.0) -> Line:
    gain = paired_gain(before, after)
    holds = gain.verdict != "worse" or gain.gain >= -allowed
    reason = f"accuracy {before.mean():.3f} → {after.mean():.3f}, gain {_points(gain)}: {gain.verdict}"
    reason += f" (labels of emoticons: {100 * allowed:.0f} points may be lost)" if allowed else ""
    return Line(name, holds, reason, gain.verdict == "better")


def _side_right(judged: Judged, calibration: Calibration) -> np.ndarray:
    return ((calibration.probability(judged.logits) >= 0.5) == (judged.labels == 1))[judged.sided]


def _label_right(judged: Judged, calibration: Calibration) -> np.ndarray:
    given, _, certain = calibration.verdicts(judged.logits)
    if (judged.logits[:, MIDDLE] == NEVER).all():
        given = np.where(certain, given, MIDDLE)
    return given == columns(judged.labels)


def _test_line(champion: Outcome, challenger: Outcome) -> Line:
    gain = paired_gain(~champion.failed, ~challenger.failed)
    bar = challenger.test.bar
    asked = "" if bar is None else f" (bar {bar:.0%}, {'met' if challenger.met else 'missed'})"
    reason = f"failures {champion.share:.1%} → {challenger.share:.1%}{asked}, gain {_points(gain)}: {gain.verdict}"
    name = f"{challenger.test.name} ({challenger.language})"
    if bar is None:
        return Line(name, None, reason)
    return Line(name, gain.verdict != "worse" or bool(challenger.met), reason, gain.verdict == "better")


def _points(gain) -> str:
    return f"{100 * gain.gain:+.1f} points ({100 * gain.low:+.1f} to {100 * gain.high:+.1f})"


def _shown(model: Measured, calibration: Calibration) -> list[Line]:
    errors = pooled_calibration(model.sets, calibration)
    lines = [Line(f"calibration error ({language})", None, f"{error:.3f}, bar .060") for language, error in errors.items()]
    for judged in model.sets:
        if judged.name.startswith("dev/"):
            found = metrics(judged, calibration)
            reason = f"{found['certainShare']:.1%} of posts with a side, right {found['certainAccuracy']:.1%}"
            reason += f", calibration error {found['calibrationError']:.3f}; called neutral {found['sidedNeutral']:.1%}"
            if "neutralCertainSide" in found:
                reason += f"; neutral posts with a certain side {found['neutralCertainSide']:.1%}"
            lines.append(Line(f"certain on {judged.name}", None, reason))
    return lines
