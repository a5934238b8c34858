"""The database that a set is built in: a file beside the set, removed at the end. What grows with the export lies there.

`post.out` tells why a post is left out, `vote.out` why a vote is not counted; both are NULL for what stays.
"""

import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from ..data.sets import LANGUAGES
from ..data.text import HANDLE, LINK, is_empty
from .rows import Row

SCHEMA = """
CREATE TABLE post (
  n INTEGER PRIMARY KEY, id TEXT UNIQUE, at INTEGER, lang TEXT, text TEXT, bare TEXT, predicted INTEGER, review INTEGER,
  label INTEGER, provenance TEXT, part TEXT, cluster INTEGER, out TEXT, stale INTEGER DEFAULT 1, topics TEXT);
CREATE TABLE vote (n INTEGER, voter TEXT, up INTEGER, label INTEGER, corrected INTEGER, at INTEGER, out TEXT);
CREATE INDEX vote_of_post ON vote (n);
CREATE TABLE known (n INTEGER PRIMARY KEY, part TEXT, bare TEXT, cluster INTEGER);
"""
INDEXES = """
CREATE INDEX vote_of_voter ON vote (voter, at);
"""
CACHE_KIB = 64 * 1024


@contextmanager
def workspace(path: Path) -> Iterator[sqlite3.Connection]:
    """An empty database at `path`, which is gone afterwards. Nothing in it needs to outlive a crash."""
    path.unlink(missing_ok=True)
    db = sqlite3.connect(path, isolation_level=None)
    try:
        for setting in ("journal_mode = OFF", "synchronous = OFF", "temp_store = FILE", f"cache_size = -{CACHE_KIB}"):
            db.execute(f"PRAGMA {setting}")
        db.create_function("draw", 1, draw, deterministic=True)
        db.executescript(SCHEMA)
        yield db
    finally:
        db.close()
        path.unlink(missing_ok=True)


def fill(db: sqlite3.Connection, rows: Iterable[Row]) -> None:
    """Stores the rows; a prediction that comes again (exports that overlap) replaces what it said before."""
    db.execute("BEGIN")
    for row in rows:
        known = db.execute("SELECT n FROM post WHERE id = ?", (row.id,)).fetchone()
        if known:
            db.execute("DELETE FROM vote WHERE n = ?", known)
            db.execute("DELETE FROM post WHERE n = ?", known)
        topics = None if row.topics is None else "|".join(row.topics)
        post = (row.id, row.at, row.language, row.text, bare(row.text), row.predicted, row.review, _unusable(row), topics)
        n = db.execute(
            "INSERT INTO post (id, at, lang, text, bare, predicted, review, out, topics) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", post
        ).lastrowid
        db.executemany("INSERT INTO vote (n, voter, up, label, corrected, at) VALUES (?, ?, ?, ?, ?, ?)", _votes(n, row))
    db.execute("COMMIT")
    db.executescript(INDEXES)


def draw(key: str) -> float:
    """A number from 0 to 1 that the key decides, always the same."""
    return int.from_bytes(sha256(key.encode()).digest()[:8]) / 2**64


def bare(text: str) -> str:
    """What near-duplicates share: the words without links, handles, case, accents, lengthening; digits are all alike.

    A post without a word keeps its own characters.
    """
    text = text.replace(HANDLE, " ").replace(LINK, " ") if not is_empty(text) else text
    letters = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    words = re.sub(r"\d", "0", re.sub(r"(\w)\1{2,}", r"\1\1", " ".join(re.findall(r"\w+", letters))))
    return words or " ".join(text.split())


def _unusable(row: Row) -> str | None:
    if is_empty(row.text):
        return "nothing but links and handles"
    return None if row.language in LANGUAGES else "neither French nor English"


def _votes(n: int, row: Row) -> list[tuple]:
    return [(n, v.voter, v.right, v.label(row.predicted), v.correction is not None, v.at) for v in row.votes]
