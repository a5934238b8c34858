"""Writes a set: train/feedback.csv.gz and test/feedback.csv.gz (the hold-out), read like every other set of the lab."""

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


def forget_earlier(sets: Path, version: str) -> list[str]:
    """Deletes the posts of every other version, whose people may have asked to be forgotten; their reports stay."""
    gone = []
    for other in sorted(sets.iterdir() if sets.is_dir() else []):
        if other.name != version and (other / "report.json").is_file() and (other / "train").is_dir():
            for part in PARTS:
                shutil.rmtree(other / part, ignore_errors=True)
            gone.append(other.name)
    return gone
