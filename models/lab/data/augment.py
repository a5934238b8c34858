"""Small changes of a post that keep its label: other names, shouting, no capitals, no accents, no hash signs, typing errors."""

import random
import unicodedata

from .names import with_other_names


def without_accents(text: str) -> str:
    """`déçu` → `decu`."""
    return unicodedata.normalize("NFC", "".join(c for c in unicodedata.normalize("NFD", text) if not "\u0300" <= c <= "\u036f"))


def without_hashes(text: str) -> str:
    """`#retard` → `retard`."""
    return text.replace("#", "")


TYPO = 0.36
"""Probability that a post gets a typing error, and that it gets another one after that."""


def with_typo(text: str, chance: random.Random) -> str:
    """One long word with two letters swapped (every second time), one left out or one doubled: `reatrd`, `retad`, `rettard`."""
    words = text.split(" ")
    long = [number for number, word in enumerate(words) if len(word) > 3 and word.isalpha() and word != "http"]
    if long:
        number = chance.choice(long)
        word = words[number]
        at = chance.randrange(1, len(word) - 1)
        wrong = (word[at + 1] + word[at], word[at + 1] + word[at], word[at + 1], word[at] * 2 + word[at + 1])
        words[number] = word[:at] + chance.choice(wrong) + word[at + 2 :]
    return " ".join(words)


CHANGES = {
    "en": ((str.upper, 0.10), (str.title, 0.08), (str.lower, 0.12), (without_accents, 0.08), (without_hashes, 0.10)),
    "fr": ((str.upper, 0.12), (str.title, 0.10), (str.lower, 0.14), (without_accents, 0.14), (without_hashes, 0.10)),
}
"""Each change with its probability; French posts get more, since there are fewer of them to learn it from."""


def augment(text: str, language: str, chance: random.Random) -> str:
    """The normalised post with each change applied at its own probability; `http` and `@user` stay as they are."""
    text = with_other_names(text, language, chance)
    for change, probability in CHANGES[language]:
        if chance.random() < probability:
            text = " ".join(word if word in ("http", "@user") else change(word) for word in text.split(" "))
    while chance.random() < TYPO:
        text = with_typo(text, chance)
    return text
