"""Writes a set: train/feedback.csv.gz and test/feedback.csv.gz (the hold-out), read like every other set of the lab.

What people said of topics goes beside: topics/train_fr.csv and topics/train_en.csv, in the columns of the sets made by hand for
`lab topics`; nobody corrects the act or whether a post needs an answer, so that these two are empty.
"""

import csv
import gzip
import io
import shutil
import sqlite3
from hashlib import sha256
from pathlib import Path

from .label import weight

COLUMNS = ("label", "text", "lang", "block", "weight", "id")
PARTS = ("train", "test")
TOPICS = "topics"
TOPIC_COLUMNS = ("text", "topics", "act", "needs_answer")


def write_posts(db: sqlite3.Connection, folder: Path) -> str:
    """Writes both files into `folder`; returns the set's version, 12 hex digits of the hash of what they say."""
    digest = sha256()
    for part in PARTS:
        (folder / part).mkdir(parents=True)
        rows = db.execute(
            "SELECT label, text, lang, provenance, id FROM post WHERE out IS NULL AND part = ? ORDER BY at, id", (part,)
        )
        with (
            (folder / part / "feedback.csv.gz").open("wb") as file,
            gzip.GzipFile("", "wb", fileobj=file, mtime=0) as packed,  # no time, no name: the same posts, the same bytes
            io.TextIOWrapper(packed, encoding="utf-8", newline="") as stream,
        ):
            writer = csv.writer(stream)
            writer.writerow(COLUMNS)
            for label, text, language, provenance, name in rows:
                row = (label, text, language, provenance, weight(provenance), name)
                digest.update(repr(row).encode())
                writer.writerow(row)
        digest.update(part.encode())
    return digest.hexdigest()[:12]


def write_topics(db: sqlite3.Connection, folder: Path) -> int:
    """Writes the posts of the training part of which somebody said what they are about; returns how many there are."""
    (folder / TOPICS).mkdir(parents=True)
    count = 0
    for language in ("fr", "en"):
        rows = db.execute(
            """SELECT text, topics FROM post
               WHERE out IS NULL AND part = 'train' AND topics IS NOT NULL AND lang = ? ORDER BY at, id""",
            (language,),
        ).fetchall()
        with (folder / TOPICS / f"train_{language}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(TOPIC_COLUMNS)
            writer.writerows((text, topics, "", "") for text, topics in rows)
        count += len(rows)
    return count


def forget_earlier(sets: Path, version: str) -> list[str]:
    """Deletes the posts of every other version, whose people may have asked to be forgotten; their reports stay."""
    gone = []
    for other in sorted(sets.iterdir() if sets.is_dir() else []):
        if other.name != version and (other / "report.json").is_file() and (other / "train").is_dir():
            for part in (*PARTS, TOPICS):
                shutil.rmtree(other / part, ignore_errors=True)
            gone.append(other.name)
    return gone
