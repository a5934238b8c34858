"""The label of a post from its review or its votes that count, where it comes from, and how much it weighs.

Votes are counted, not modelled: most posts have one or two, too few for a model of each voter (Dawid and Skene 1979).
"""

import sqlite3
from collections import Counter
from itertools import groupby
from operator import itemgetter

from .rules import WEIGHTS

TIED, UNHEARD = "as many votes for one label as for another", "no vote that counts"
CHUNK = 10_000


def label_posts(db: sqlite3.Connection) -> None:
    """Labels the posts marked stale; posts whose votes cancel out, or all of whose votes were set aside, are left out."""
    db.execute("UPDATE post SET stale = 0 WHERE out IS NOT NULL")
    votes = db.execute(
        """SELECT post.n, review, vote.label, vote.up, vote.corrected
           FROM post LEFT JOIN vote ON vote.n = post.n AND vote.out IS NULL WHERE stale ORDER BY post.n"""
    )
    labelled = []
    with_changes = db.cursor()
    db.execute("CREATE TEMP TABLE IF NOT EXISTS labelled (n INTEGER PRIMARY KEY, label INTEGER, provenance TEXT, out TEXT)")
    for n, rows in groupby(votes, key=itemgetter(0)):
        rows = list(rows)
        labelled.append((n, *decide(rows[0][1], [row[2:] for row in rows if row[2] is not None])))
        if len(labelled) == CHUNK:
            with_changes.executemany("INSERT INTO temp.labelled VALUES (?, ?, ?, ?)", labelled)
            labelled.clear()
    with_changes.executemany("INSERT INTO temp.labelled VALUES (?, ?, ?, ?)", labelled)
    db.execute(
        """UPDATE post SET label = made.label, provenance = made.provenance, out = made.out, stale = 0
           FROM temp.labelled AS made WHERE made.n = post.n"""
    )
    db.execute("DELETE FROM temp.labelled")


def decide(review: int | None, votes: list[tuple[int, int, int]]) -> tuple[int | None, str | None, str | None]:
    """Label, provenance and None; or None, None and why there is no label. A vote is (label, up, corrected)."""
    if review is not None:
        return review, "reviewed", None
    support = Counter(label for label, _, _ in votes)
    if not support:
        return None, None, UNHEARD
    (label, most), (_, second) = [*support.most_common(2), (None, 0)][:2]
    if most == second:
        return None, None, TIED
    return label, _provenance([vote for vote in votes if vote[0] == label], len(votes) - most), None


def _provenance(votes: list[tuple[int, int, int]], others: int) -> str:
    if len(votes) >= 2 and len(votes) >= 2 * others:
        return "agreed"
    if any(corrected for _, _, corrected in votes):
        return "corrected"
    return "approved" if any(up for _, up, _ in votes) else "against"


def weight(provenance: str) -> float:
    """How much a label of that provenance counts."""
    return WEIGHTS[provenance]
