"""Asks an exported model about the suite, and says what failed."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.stats import binomtest
from tokenizers import Tokenizer

from ..compare.calibrate import Calibration
from ..data.text import normalise
from ..export.card import read_card
from ..export.score import Scorer
from ..labels import LABELS
from .case import Case
from .suite import SUITE, Behaviour

TOLERANCE = 0.1
"""How far the probability may move the wrong way in a directional test, as in the paper."""
EXAMPLES = 5
"""Failed cases that a result shows."""


@dataclass(frozen=True)
class Outcome:
    """What a model did in one test and language: `failed` is bool [cases]."""

    test: Behaviour
    language: str
    cases: list[Case]
    failed: np.ndarray

    @property
    def share(self) -> float:
        """Share of failures, 0 to 1."""
        return float(self.failed.mean())

    @property
    def met(self) -> bool | None:
        """Whether the share is within the bar; None without a bar."""
        return None if self.test.bar is None else self.share <= self.test.bar


@dataclass(frozen=True)
class Seen:
    """What a model said of a post: its label, whether that is certain, and the probability of positive given a side."""

    label: str
    certain: bool
    probability: float

    @property
    def side(self) -> "Seen":
        """The same with the likelier side as its label: all that a model of two labels could have said."""
        side = "positive" if self.probability >= 0.5 else "negative"
        return Seen(side, self.certain and side == self.label, self.probability)


@dataclass(frozen=True)
class Answers:
    """What a model said of every post of the suite, by normalised text."""

    planned: list[tuple[Behaviour, str, list[Case]]]
    verdicts: dict[str, Seen]

    def outcomes(self, sides_only: bool = False) -> list[Outcome]:
        """One outcome a test and language; `sides_only` looks at the likelier side instead of the label."""
        verdicts = {text: seen.side for text, seen in self.verdicts.items()} if sides_only else self.verdicts
        return [
            Outcome(test, language, some, np.array([fails(case, verdicts) for case in some]))
            for test, language, some in self.planned
        ]


def run_suite(folder: Path, suite: Sequence[Behaviour] = SUITE, quiet: bool = False) -> list[Outcome]:
    """Judges every case with the model of a folder."""
    return ask_suite(folder, suite, quiet).outcomes()


def ask_suite(folder: Path, suite: Sequence[Behaviour] = SUITE, quiet: bool = False) -> Answers:
    """Asks the model of a folder about every post, one at a time, with the folder's own calibration."""
    card = read_card(folder)
    planned = [(test, language, test.cases_of(language)) for test in suite for language in test.languages]
    cases = [case for _, _, some in planned for case in some]
    texts = sorted({normalise(text) for case in cases for text in (case.text, case.changed) if text is not None})
    scorer = Scorer(folder / "model.onnx", Tokenizer.from_file(str(folder / "tokenizer.json")))
    return Answers(planned, judged(texts, scorer.logits(texts, quiet=quiet), Calibration.of_card(card)))


def judged(texts: Sequence[str], logits: np.ndarray, calibration: Calibration) -> dict[str, Seen]:
    """The verdict on each normalised text, by text; `logits` [texts, 3]."""
    given, _, certain = calibration.verdicts(logits)
    rows = zip(texts, given, certain.tolist(), calibration.probability(logits).tolist(), strict=True)
    return {text: Seen(LABELS[label], sure, probability) for text, label, sure, probability in rows}


def fails(case: Case, verdicts: dict[str, Seen]) -> bool:
    """Whether the verdicts (by normalised text) break what the case expects.

    A side is missed when the label is another one, "neutral" included. "not negative" forbids a certain negative. Two posts are
    judged the same when their labels are.
    """
    before = verdicts[normalise(case.text)]
    after = before if case.changed is None else verdicts[normalise(case.changed)]
    match case.expect:
        case "positive" | "negative":
            return before.label != case.expect
        case "not negative":
            return before.label == "negative" and before.certain
        case "same":
            return before.label != after.label
        case "not less positive":
            return after.probability < before.probability - TOLERANCE
        case "not more positive":
            return after.probability > before.probability + TOLERANCE


def interval(failed: np.ndarray) -> tuple[float, float]:
    """95 % Wilson interval of the share of failures."""
    found = binomtest(int(failed.sum()), len(failed)).proportion_ci(method="wilson")
    return float(found.low), float(found.high)


def summary(outcomes: Sequence[Outcome]) -> list[dict]:
    """One row a test and language, for JSON: cases, share of failures with its interval, bar, published rates, examples."""
    return [
        {
            "test": outcome.test.name,
            "language": outcome.language,
            "cases": len(outcome.cases),
            "failures": round(outcome.share, 4),
            "interval": [round(edge, 4) for edge in interval(outcome.failed)],
            "bar": outcome.test.bar,
            "met": outcome.met,
            "published": outcome.test.published if outcome.language == "en" else {},
            "examples": _examples(outcome),
        }
        for outcome in outcomes
    ]


def _examples(outcome: Outcome) -> list[dict]:
    chosen = [case for case, failed in zip(outcome.cases, outcome.failed, strict=True) if failed]
    step = max(1, len(chosen) // EXAMPLES)
    return [
        {"text": case.text, "expect": case.expect} | ({"changed": case.changed} if case.changed else {})
        for case in chosen[::step][:EXAMPLES]
    ]
