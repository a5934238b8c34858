"""The label of a post from its review or its votes that count, where it comes from, and how much it weighs.

Votes are counted, not modelled: most posts have one or two, too few for a model of each voter (Dawid and Skene 1979).
"""

import sqlite3
from collections import Counter
from itertools import groupby
from operator import itemgetter

from .rules import WEIGHTS

TIED, UNHEARD, UNNAMED = (
    "as many votes for the label as for another or against it",
    "no vote that counts",
    "nothing but 👎 that name no label",
)
CHUNK = 10_000


def label_posts(db: sqlite3.Connection) -> None:
    """Labels the posts marked stale; posts whose votes cancel out, or all of whose votes were set aside, are left out."""
    db.execute("UPDATE post SET stale = 0 WHERE out IS NOT NULL")
    votes = db.execute(
        """SELECT post.n, review, predicted, vote.label, vote.up, vote.corrected
           FROM post LEFT JOIN vote ON vote.n = post.n AND vote.out IS NULL WHERE stale ORDER BY post.n"""
    )
    labelled = []
    with_changes = db.cursor()
    db.execute("CREATE TEMP TABLE IF NOT EXISTS labelled (n INTEGER PRIMARY KEY, label INTEGER, provenance TEXT, out TEXT)")
    for n, rows in groupby(votes, key=itemgetter(0)):
        rows = list(rows)
        _, review, predicted, *_ = rows[0]
        labelled.append((n, *decide(review, predicted, [row[3:] for row in rows if row[4] is not None])))
        if len(labelled) == CHUNK:
            with_changes.executemany("INSERT INTO temp.labelled VALUES (?, ?, ?, ?)", labelled)
            labelled.clear()
    with_changes.executemany("INSERT INTO temp.labelled VALUES (?, ?, ?, ?)", labelled)
    db.execute(
        """UPDATE post SET label = made.label, provenance = made.provenance, out = made.out, stale = 0
           FROM temp.labelled AS made WHERE made.n = post.n"""
    )
    db.execute("DELETE FROM temp.labelled")


def decide(
    review: int | None, predicted: int, votes: list[tuple[int | None, int, int]]
) -> tuple[int | None, str | None, str | None]:
    """Label, provenance and None; or None, None and why there is no label. A vote is (label, up, corrected).

    As in the service's export: a 👎 without a label counts against the verdict, and for neither of the other two.
    """
    if review is not None:
        return review, "reviewed", None
    if not votes:
        return None, None, UNHEARD
    support = Counter(label for label, _, _ in votes)
    unnamed = support.pop(None, 0)
    if not support:
        return None, None, UNNAMED
    support[predicted] -= unnamed
    (label, most), (_, second) = [*support.most_common(2), (None, 0)][:2]
    if most <= max(0, second):
        return None, None, TIED
    others = sum(other not in (label, None) for other, _, _ in votes) + (unnamed if label == predicted else 0)
    return label, _provenance([vote for vote in votes if vote[0] == label], others), None


def _provenance(votes: list[tuple[int | None, int, int]], others: int) -> str:
    if len(votes) >= 2 and len(votes) >= 2 * others:
        return "agreed"
    return "corrected" if any(corrected for _, _, corrected in votes) else "approved"


def weight(provenance: str) -> float:
    """How much a label of that provenance counts."""
    return WEIGHTS[provenance]
