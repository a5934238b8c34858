"""Learns what tells French from English: letter groups that are more usual in one than in the other (naive Bayes).

The service reads the table (src/sentiment/languages.json); both cut words alike.
"""

import argparse
import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..places import DATA, DATA_HELP, LANGUAGE_TABLE

WORD = re.compile(r"[^\W\d_]+")
GROUP = 3
"""Letters in a group; the space before and after a word counts as one."""
GROUPS = 1_500
SMOOTHING = 5.0


def groups(text: str) -> Iterator[str]:
    """The letter groups of a normalised text, links and handles left out."""
    for word in WORD.findall(re.sub(r"(?<!\S)(?:http|@user)(?!\S)", " ", text).lower()):
        padded = f" {word} "
        yield from (padded[at : at + GROUP] for at in range(len(padded) - GROUP + 1))


def learn(french: Iterable[str], english: Iterable[str], size: int = GROUPS) -> dict[str, float]:
    """Log-odds of French for the `size` groups that say most: how far they lean times how often they come."""
    counts = [Counter(group for text in texts for group in groups(text)) for texts in (french, english)]
    known = counts[0].keys() | counts[1].keys()
    totals = [count.total() + SMOOTHING * len(known) for count in counts]
    shares = {group: [(count[group] + SMOOTHING) / total for count, total in zip(counts, totals, strict=True)] for group in known}
    odds = {group: math.log(fr / en) for group, (fr, en) in shares.items()}
    told = sorted(known, key=lambda group: (-abs(odds[group]) * sum(shares[group]), group))[:size]
    return {group: round(odds[group], 1) for group in sorted(told)}


def add(command: argparse.ArgumentParser) -> None:
    """Adds the options and what to run."""
    command.add_argument("--data", type=Path, default=DATA, help=DATA_HELP)
    command.add_argument("--out", type=Path, default=LANGUAGE_TABLE, help="the table; default src/sentiment/languages.json")
    command.set_defaults(command=run)


def run(options: argparse.Namespace) -> None:
    """Learns from all training sets and writes the table."""
    from .sets import data_file, read_posts, set_names

    posts = [post for name in set_names(options.data, "train") for post in read_posts(data_file(options.data, name))]
    texts = {language: [post.text for post in posts if post.language == language] for language in ("fr", "en")}
    table = learn(texts["fr"], texts["en"])
    options.out.write_text(json.dumps(table, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    print(f"{options.out}: {len(table)} letter groups of {len(texts['fr'])} French and {len(texts['en'])} English posts")
