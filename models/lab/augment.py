"""Small changes of a post that keep its side: shouting, no capitals, no accents, no hash signs."""

import random
import unicodedata


def without_accents(text: str) -> str:
    """`déçu` → `decu`."""
    return unicodedata.normalize("NFC", "".join(c for c in unicodedata.normalize("NFD", text) if not "\u0300" <= c <= "\u036f"))


def without_hashes(text: str) -> str:
    """`#retard` → `retard`."""
    return text.replace("#", "")


CHANGES = ((str.upper, 0.03), (str.lower, 0.05), (without_accents, 0.05), (without_hashes, 0.10))
"""Each change with its probability; the links and handles are written again afterwards by `augment`."""


def augment(text: str, chance: random.Random) -> str:
    """The normalised post with each change applied at its own probability; `http` and `@user` stay as they are."""
    for change, probability in CHANGES:
        if chance.random() < probability:
            text = " ".join(word if word in ("http", "@user") else change(word) for word in text.split(" "))
    return text
