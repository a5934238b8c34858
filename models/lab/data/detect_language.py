"""The service's guess at the language of a post (src/sentiment/text/language.ts): the same tables, words and sums."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import regex

from ..places import LANGUAGE_TABLE

CHARACTERS = 300
"""In UTF-16 units, as the service counts; enough to tell by."""
_MASKS = regex.compile(r"(?<!\S)(?:http|@user)(?!\S)")
_WORD, _LETTER, _LATIN = regex.compile(r"\p{L}+"), regex.compile(r"\p{L}"), regex.compile(r"\p{Script=Latin}")
_FOREIGN = regex.compile("[ßãåăąćčďđēęěğģīıķļľłńňņőõøřśşšșťțţūůűųźżžơưþðøæ\u1ea0-\u1ef9]")
FOREIGN_WORD = 2
SHORT = 5
ENOUGH, ENOUGH_IF_SHORT = 0.5, 1.5
"""Log-odds from which a post is taken for another language; from `ENOUGH_IF_SHORT` on where it has `SHORT` words or fewer."""


class LanguageDetector:
    """`tables`: those of `lab language` (`french`, and `other` with `bias` and `groups`)."""

    def __init__(self, tables: Mapping) -> None:
        self.french: Mapping[str, float] = tables["french"]
        self.bias: float = tables["other"]["bias"]
        self.other: Mapping[str, float] = tables["other"]["groups"]

    def detect(self, normalised: str) -> str:
        """`fr`, `en`, `other`, or `und` when there is nothing to tell by."""
        text = first_units(_MASKS.sub(" ", normalised), CHARACTERS).lower()
        words = _WORD.findall(text)
        if not words:
            return "und"
        if self._is_other(text, words):
            return "other"
        odds = _known(words, self.french, (3,))
        if not odds:
            return "und"
        return "fr" if _sum(odds) > 0 else "en"

    def _is_other(self, text: str, words: Sequence[str]) -> bool:
        if len(_LETTER.findall(text)) > 2 * len(_LATIN.findall(text)):
            return True
        odds = self.bias + _sum(_known(words, self.other, (2, 3, 4)))
        foreign = FOREIGN_WORD * sum(bool(_FOREIGN.search(word)) for word in words)
        return odds + foreign > (ENOUGH_IF_SHORT if len(words) <= SHORT else ENOUGH)


def read_tables(path: Path = LANGUAGE_TABLE) -> dict:
    """The tables that the service reads."""
    return json.loads(path.read_text(encoding="utf-8"))


def first_units(text: str, count: int) -> str:
    """The beginning of a text by UTF-16 units, which JavaScript counts; half a character at its end is left out."""
    if len(text) <= count // 2:
        return text
    return text.encode("utf-16-le", "surrogatepass")[: 2 * count].decode("utf-16-le", "ignore")


def _known(words: Sequence[str], table: Mapping[str, float], sizes: Sequence[int]) -> list[float]:
    found = []
    for word in words:
        padded = f" {word} "
        for size in sizes:
            for at in range(len(padded) - size + 1):
                if (weight := table.get(padded[at : at + size])) is not None:
                    found.append(weight)
    return found


def _sum(odds: Sequence[float]) -> float:
    """One after the other, as the service adds; Python's own sum is more exact, and on the line that shows."""
    total = 0.0
    for weight in odds:
        total += weight
    return total
