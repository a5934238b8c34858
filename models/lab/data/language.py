"""Learns to tell the language of a post: French, English or another one.

Two tables of letter groups, read by the service (src/sentiment/text/language.ts); both sides cut words alike. `french`
tells French from English (naive Bayes over groups of three); `other` tells both from every other language written in
Latin letters (logistic regression over groups of two to four). Other scripts need no table.
"""

import argparse
import csv
import gzip
import json
import math
import random
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..places import DATA, DATA_HELP, LANGUAGE_TABLE

WORD = re.compile(r"[^\W\d_]+")
GROUP = 3
"""Letters in a group of the French table; the space before and after a word counts as one."""
GROUPS = 1_500
SMOOTHING = 5.0
OTHER_GROUPS = (2, 3, 4)
"""Letters in a group of the other table."""
OTHER_SIZE = 6_000
MOST_POSTS = 40_000
"""French and English posts each that the other table learns from."""
CHARACTERS = 300
SHORT = 3
"""Words of a short post: many are no longer, and their names and slang look foreign."""


def words(text: str) -> list[str]:
    """The words of the beginning of a normalised text, in lower case, links and handles left out."""
    return WORD.findall(re.sub(r"(?<!\S)(?:http|@user)(?!\S)", " ", text)[:CHARACTERS].lower())


def groups(text: str, sizes: Iterable[int] = (GROUP,)) -> Iterator[str]:
    """The letter groups of a normalised text."""
    for word in words(text):
        padded = f" {word} "
        for size in sizes:
            yield from (padded[at : at + size] for at in range(len(padded) - size + 1))


def learn(french: Iterable[str], english: Iterable[str], size: int = GROUPS) -> dict[str, float]:
    """Log-odds of French for the `size` groups that say most: how far they lean times how often they come."""
    counts = [Counter(group for text in texts for group in groups(text)) for texts in (french, english)]
    known = counts[0].keys() | counts[1].keys()
    totals = [count.total() + SMOOTHING * len(known) for count in counts]
    shares = {group: [(count[group] + SMOOTHING) / total for count, total in zip(counts, totals, strict=True)] for group in known}
    odds = {group: math.log(fr / en) for group, (fr, en) in shares.items()}
    told = sorted(known, key=lambda group: (-abs(odds[group]) * sum(shares[group]), group))[:size]
    return {group: round(odds[group], 1) for group in sorted(told)}


def learn_other(own: list[str], other: list[str], size: int = OTHER_SIZE) -> dict:
    """`bias` and log-odds of another language for the `size` groups that say most, from posts in `own` and in `other`."""
    import numpy as np
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.linear_model import LogisticRegression

    vectorizer = CountVectorizer(analyzer=lambda text: list(groups(text, OTHER_GROUPS)), min_df=min(6, len(other)))
    counts = vectorizer.fit_transform([*own, *other]).astype(np.float32)
    counts.data = np.minimum(counts.data, 2)
    is_other = np.repeat([0, 1], [len(own), len(other)])
    regression = LogisticRegression(solver="liblinear", random_state=0)
    weights = regression.fit(counts, is_other).coef_[0]
    usual = np.sqrt(np.asarray((counts > 0).mean(axis=0)).ravel())
    kept = np.sort(np.argsort(-np.abs(weights) * usual, kind="stable")[:size])
    regression.fit(counts[:, kept], is_other)
    names = vectorizer.get_feature_names_out()[kept]
    table = {str(name): round(float(weight), 1) for name, weight in zip(names, regression.coef_[0], strict=True)}
    return {
        "bias": round(float(regression.intercept_[0]), 2),
        "groups": {name: weight for name, weight in table.items() if weight},
    }


def as_people_write(french: list[str], english: list[str], chance: random.Random) -> list[str]:
    """Posts in French and English, with short ones, without accents, and in both languages at once."""
    whole = [chance.sample(texts, min(MOST_POSTS, len(texts))) for texts in (french, english)]
    posts = [text for texts in whole for text in texts]
    short = [_window(text, SHORT, chance) for text in chance.sample(posts, len(posts) * 2 // 5)]
    bare = [_without_accents(text) for text in chance.sample(whole[0], len(whole[0]) // 5)]
    pairs = list(zip(*whole, strict=False))
    mixed = [
        " ".join(_window(text, chance.randint(2, 8), chance) for text in pair) for pair in chance.sample(pairs, len(pairs) // 5)
    ]
    return [*posts, *short, *bare, *mixed]


def is_latin(text: str) -> bool:
    """True unless most letters are of another script."""
    letters = "".join(words(text))
    latin = len(re.findall(r"[a-zªº\u00c0-\u024f\u1e00-\u1eff]", letters))
    return len(letters) <= 2 * latin


def _window(text: str, count: int, chance: random.Random) -> str:
    parts = text.split(" ")
    start = chance.randrange(max(1, len(parts) - count + 1))
    return " ".join(parts[start : start + count])


def _without_accents(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))


def add(command: argparse.ArgumentParser) -> None:
    """Adds the options and what to run."""
    command.add_argument("--data", type=Path, default=DATA, help=DATA_HELP)
    command.add_argument("--out", type=Path, default=LANGUAGE_TABLE, help="the table; default src/sentiment/text/languages.json")
    command.set_defaults(command=run)


def run(options: argparse.Namespace) -> None:
    """Learns from all training sets and from languages/train, and writes the tables."""
    from .sets import data_file, read_posts, set_names

    posts = [post for name in set_names(options.data, "train") for post in read_posts(data_file(options.data, name))]
    other = [text for text in read_others(data_file(options.data, "languages/train")) if is_latin(text)]
    texts = {language: [post.text for post in posts if post.language == language] for language in ("fr", "en")}
    french = learn(texts["fr"], texts["en"])
    chance = random.Random(1)
    own = as_people_write(texts["fr"], texts["en"], chance)
    others = [*other, *(_window(text, SHORT, chance) for text in other)]
    tables = {"french": french, "other": learn_other(own, others)}
    options.out.write_text(json.dumps(tables, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    learnt = f"{len(texts['fr'])} French, {len(texts['en'])} English and {len(other)} other posts"
    print(f"{options.out}: {len(french)} and {len(tables['other']['groups'])} letter groups of {learnt}")


def read_others(path: Path) -> list[str]:
    """The normalised posts of a csv.gz file with a column `text`, in languages that are neither French nor English.

    Raises DataError when there is no such file, or no such column.
    """
    from .sets import DataError
    from .text import normalise

    if not path.is_file():
        raise DataError(f"{path}: no such file; put posts in other languages there (csv.gz with a column text)")
    with gzip.open(path, "rt", encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(stream)
        if "text" not in (rows.fieldnames or []):
            raise DataError(f"{path}: row 1: column text is missing; the header must name it")
        return [normalise(row["text"]) for row in rows]
