"""One post of each cluster of near-duplicates stays, and none that stands in a set that models are measured on."""

import sqlite3
from pathlib import Path

from ..data.sets import data_file, read_posts, set_names
from .workspace import bare

MEASURED, CONTRADICTED, DUPLICATE, LEARNT = (
    "stands in a dev or test set",
    "the same post has both labels",
    "near-duplicate of an earlier post",
    "stands in a training set, so it cannot be held out",
)


def load_known(db: sqlite3.Connection, data: Path) -> None:
    """Stores the posts of every set in the data folder, to compare with."""
    for part in ("train", "dev", "test"):
        for name in set_names(data, part):
            posts = ((part, bare(post.text)) for post in read_posts(data_file(data, name)))
            db.execute("BEGIN")
            db.executemany("INSERT INTO known (part, bare) VALUES (?, ?)", posts)
            db.execute("COMMIT")


def thin_clusters(db: sqlite3.Connection) -> None:
    """Leaves out what is measured elsewhere, contradictions, and all but one post of a cluster.

    Where a reviewer spoke, posts that say otherwise go and the others count as reviewed; where reviewers, or votes alone,
    say both, all go. The earliest that is left stays: it is the same one when the set grows.
    """
    _leave_out(db, MEASURED, "cluster IN (SELECT cluster FROM known WHERE part <> 'train')")
    _leave_out(
        db,
        CONTRADICTED,
        """cluster IN (SELECT cluster FROM post WHERE out IS NULL GROUP BY cluster
             HAVING CASE WHEN count(review) > 0 THEN count(DISTINCT review) ELSE count(DISTINCT label) END > 1)""",
    )
    reviewed = "SELECT 1 FROM post AS other WHERE other.cluster = post.cluster AND other.out IS NULL AND other.review"
    _leave_out(db, CONTRADICTED, f"review IS NULL AND EXISTS ({reviewed} <> post.label)")
    db.execute(
        f"""UPDATE post SET review = label, provenance = 'reviewed'
            WHERE out IS NULL AND review IS NULL AND EXISTS ({reviewed} = post.label)"""
    )
    earliest = "row_number() OVER (PARTITION BY cluster ORDER BY at, id)"
    _leave_out(db, DUPLICATE, f"n IN (SELECT n FROM (SELECT n, {earliest} AS place FROM post WHERE out IS NULL) WHERE place > 1)")


def split(db: sqlite3.Connection, share: float) -> None:
    """Puts posts into `train` or `test` (the hold-out) by the hash of their bare words: none changes sides as the set grows.

    Near-duplicates cannot cross, since one of each cluster is left. A held-out post that a base training set holds is left out.
    """
    db.execute("UPDATE post SET part = CASE WHEN draw(bare) < ? THEN 'test' ELSE 'train' END WHERE out IS NULL", (share,))
    _leave_out(db, LEARNT, "part = 'test' AND cluster IN (SELECT cluster FROM known)")


def _leave_out(db: sqlite3.Connection, reason: str, which: str) -> None:
    db.execute(f"UPDATE post SET out = ? WHERE out IS NULL AND {which}", (reason,))
