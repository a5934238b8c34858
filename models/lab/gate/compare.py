"""Champion and challenger side by side: the lines that decide, and the ones that are only shown."""

import numpy as np

from ..behaviour.run import Outcome
from ..evaluate import Judged, metrics, pooled_calibration
from .line import Line
from .measure import Measured
from .paired import paired_gain


def comparison_lines(champion: Measured, challenger: Measured) -> list[Line]:
    """One line a set, one a behavioural test and language, then the challenger's calibration and certainty."""
    sets = zip(champion.sets, challenger.sets, strict=True)
    tests = zip(champion.behaviour, challenger.behaviour, strict=True)
    return [_set_line(*pair) for pair in sets] + [_test_line(*pair) for pair in tests] + _shown(challenger)


def _set_line(champion: Judged, challenger: Judged) -> Line:
    before, after = _right(champion), _right(challenger)
    gain = paired_gain(before, after)
    reason = f"accuracy {before.mean():.3f} → {after.mean():.3f}, gain {_points(gain)}: {gain.verdict}"
    return Line(champion.name, gain.verdict != "worse", reason, gain.verdict == "better")


def _right(judged: Judged) -> np.ndarray:
    return ((judged.logits > 0) == (judged.labels == 1))[judged.sided]


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


def _shown(model: Measured) -> list[Line]:
    temperature = model.card["calibration"]["temperature"]
    band = model.card["uncertain"]["low"], model.card["uncertain"]["high"]
    errors = pooled_calibration(model.sets, temperature)
    lines = [Line(f"calibration error ({language})", None, f"{error:.3f}, bar .030") for language, error in errors.items()]
    for judged in model.sets:
        if judged.name.startswith("dev/"):
            found = metrics(judged, temperature, band)
            reason = f"{found['certainShare']:.1%} of posts with a side, right {found['certainAccuracy']:.1%}"
            if "neutralUncertainShare" in found:
                reason += f"; neutral posts not certain {found['neutralUncertainShare']:.1%}"
            lines.append(Line(f"certain on {judged.name}", None, reason))
    return lines
