"""The tests of the suite, with the bars they must not pass and what the paper published for others."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from . import answers, changes, emoji, negation, sentiment_words, tone, voices
from .case import Case

SEED = 20200704
BOTH = ("en", "fr")
PUBLISHED = ("Microsoft", "Google", "Amazon", "BERT")
"""Systems of the paper's table 1. Their failure rates (%) stand beside ours where they were found quoted a second time."""
OF_NO = {"Microsoft": 96.8, "Google": 90.8, "Amazon": 81.6, "BERT": 55.4}
OF_AUTHORS = {"Microsoft": 45.4, "Google": 62.4, "Amazon": 68.0, "BERT": 38.8}


@dataclass(frozen=True)
class Behaviour:
    """A behaviour: its cases of a language, the largest share of failures that is allowed, published rates in %."""

    name: str
    cases: Callable[[str, random.Random], list[Case]]
    bar: float | None = None
    languages: tuple[str, ...] = BOTH
    published: dict[str, float] = field(default_factory=dict)

    def cases_of(self, language: str) -> list[Case]:
        """Always the same cases."""
        return self.cases(language, random.Random(f"{SEED} {self.name} {language}"))


SUITE = (
    Behaviour("sentiment words", sentiment_words.sentiment_words, bar=0.02),
    Behaviour("negated positive", negation.negated_positive, bar=0.10),
    Behaviour("negated negative", negation.negated_negative, bar=0.15),
    Behaviour("negation far away", negation.negation_far_away),
    Behaviour("temporal change", voices.temporal, bar=0.15),
    Behaviour("author against others", voices.own_opinion, published=OF_AUTHORS),
    Behaviour("question and yes", answers.question_and_yes),
    Behaviour("question and no", answers.question_and_no, published=OF_NO),
    Behaviour("intensifiers", sentiment_words.intensifiers),
    Behaviour("emoji only", emoji.emoji_only, languages=("any",)),
    Behaviour("emoji against words", emoji.emoji_against_words),
    Behaviour("one typo", changes.unchanged_by(changes.typo), bar=0.05),
    Behaviour("two typos", changes.unchanged_by(changes.two_typos), bar=0.05),
    Behaviour("link or handle added", changes.unchanged_by(changes.link_or_handle), bar=0.05),
    Behaviour("names, places, airlines", changes.other_names, bar=0.03),
    Behaviour("casing", changes.unchanged_by(changes.casing)),
    Behaviour("accents dropped", changes.unchanged_by(changes.without_accents), languages=("fr",)),
    Behaviour("code-switching", tone.code_switching),
    Behaviour("sarcasm", tone.sarcasm),
)
