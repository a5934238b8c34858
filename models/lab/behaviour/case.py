"""One case of a behavioural test, and how templates become cases: seeded, each post once."""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Expectation = Literal["negative", "positive", "not negative", "same", "not less positive", "not more positive"]
"""What must hold. "not negative": neutral, positive or not certain, as the paper asks of negated negatives. The last three
compare `changed` with `text`: the same label; the probability of positive lower, or higher, by no more than the tolerance."""

CASES = 300
"""Cases of a test in each language."""

Slots = Mapping[str, Sequence[str]]


class SuiteError(Exception):
    """A test that cannot give its number of different cases; the message says which and what to do."""


@dataclass(frozen=True)
class Case:
    """`text` alone for a post with a known side, or together with `changed` for a comparison."""

    text: str
    expect: Expectation
    changed: str | None = None


def filled(templates: Sequence[str], slots: Slots, chance: random.Random, number: int = CASES) -> list[str]:
    """`number` different posts, each template used equally often as far as its slots allow.

    A slot is written {name}; the same name with a digit, {name2}, takes another value of the same list.
    """
    posts: dict[str, None] = {}
    for post in _endless(templates, slots, chance, rounds=40 * number // len(templates)):
        posts[post] = None
        if len(posts) == number:
            return list(posts)
    raise SuiteError(f"{len(posts)} different posts from {templates[0]!r} and the rest, {number} wanted; add slots or templates")


def fill(template: str, slots: Slots, chance: random.Random) -> str:
    """One post of a template; a slot that begins a sentence gets a capital."""
    values: dict[str, str] = {}

    def value(slot: re.Match) -> str:
        choices = slots[slot[1].rstrip("0123456789")]
        chosen = chance.choice([choice for choice in choices if choice not in values.values()])
        values[slot[1]] = chosen
        begins = slot.start() == 0 or template[: slot.start()].endswith((". ", "! ", "? "))
        return chosen[0].upper() + chosen[1:] if begins else chosen

    return re.sub(r"{(\w+)}", value, template)


def _endless(templates: Sequence[str], slots: Slots, chance: random.Random, rounds: int) -> Iterator[str]:
    for _ in range(rounds):
        yield from (fill(template, slots, chance) for template in templates)
