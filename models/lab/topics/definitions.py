"""The topics and acts as data: names and definitions in both languages (topics.json), words of urgency beside them."""

import json
import re
import unicodedata
from pathlib import Path

HERE = Path(__file__).parent
ACTS = ("complaint", "question", "praise", "information")
"""In the order of the head."""

DEFINED = json.loads((HERE / "topics.json").read_text(encoding="utf-8"))
TOPICS = tuple(DEFINED["topics"])
"""Slugs, in the order of the head."""
LANGUAGES = ("en", "fr")
URGENT: dict[str, list[str]] = DEFINED["urgent"]
"""Words and phrases of each language, folded as `fold` folds a post, that make a post urgent."""


def fold(text: str) -> str:
    """Words in lower case without accents, a space around each: what patterns and words of urgency are looked for in."""
    plain = "".join(sign for sign in unicodedata.normalize("NFD", text.lower()) if unicodedata.category(sign) != "Mn")
    return f" {' '.join(re.findall('[a-z0-9]+', plain))} "


def is_urgent(text: str) -> bool:
    """Whether a word of urgency of either language stands in a post."""
    folded = fold(text)
    return any(f" {phrase} " in folded for phrases in URGENT.values() for phrase in phrases)
