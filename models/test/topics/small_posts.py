"""A few posts in the tiny model's words, labelled with topics, in a folder like data/topics."""

import csv
import hashlib
import random
from pathlib import Path

WORDS = {"delay": "late retard", "baggage": "lost perdu", "staff": "lovely great", "cancellation": "annulé horrible"}


def write_posts(folder: Path) -> Path:
    """Train, dev and read files in both languages; a word or two shows each topic. Returns the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for seed, part in enumerate(("train", "dev")):
        for language in ("en", "fr"):
            rows = some_posts(80 if part == "train" else 40, 2 * seed + (language == "fr"))
            write(folder / f"{part}_{language}.csv", "text", rows)
    for language in ("en", "fr"):
        write(folder / f"read_{language}.csv", "sha256", [])
    return folder


def some_posts(count: int, seed: int) -> list[list[str]]:
    """Rows of text, topics, act and answer."""
    chance, rows = random.Random(seed), []
    for number in range(count):
        topics = chance.sample(sorted(WORDS), number % 3)
        words = [chance.choice(WORDS[topic].split()) for topic in topics] + chance.choices(
            ["flight", "vol", "gate", "monday"], k=3
        )
        chance.shuffle(words)
        act = ("complaint", "question", "praise", "information")[number % 4]
        sign = {"complaint": "!", "question": "?", "praise": "*", "information": "."}[act]
        text = f"{' '.join(words)} {sign} {seed}-{number}"
        rows.append([text, "|".join(topics), act, str(int(act in ("complaint", "question")))])
    return rows


def write(path: Path, key: str, rows: list[list[str]]) -> None:
    """Writes rows under a head."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow([key, "topics", "act", "needs_answer"])
        writer.writerows(rows)


def digest(text: str) -> str:
    """As read_LANGUAGE.csv has it."""
    return hashlib.sha256(text.encode()).hexdigest()
