"""Sets votes aside that look like an attack or like carelessness: bursts, persons whom reviewers contradict, persons with too
large a say. A vote is set aside with a reason, never deleted; what reviewers say stands whatever happens to the votes.
"""

import sqlite3

from .rules import Rules

BURST, CROWD, CONTRADICTED, SHARE = (
    "many votes of one person within minutes",
    "many votes against the model within minutes",
    "a person whom reviewers contradict",
    "more than one person's share of the set",
)


def set_attacks_aside(db: sqlite3.Connection, rules: Rules) -> None:
    """Bursts of a person, bursts against the model, and persons whom reviewers contradict."""
    _bursts(db, BURST, "1", "PARTITION BY voter", rules.burst_votes, rules)
    _bursts(db, CROWD, "up = 0", "", max(rules.crowd_votes, rules.crowd_factor * _usual(db, rules)), rules)
    db.execute(
        """UPDATE vote SET out = ? WHERE out IS NULL AND voter IN (
             SELECT voter FROM vote JOIN post USING (n) WHERE review IS NOT NULL GROUP BY voter
             HAVING count(*) >= ? AND sum(CASE WHEN vote.label IS NULL THEN predicted = review ELSE vote.label <> review END) * 2
               > count(*))""",
        (CONTRADICTED, rules.reviewed_votes),
    )


def _bursts(db: sqlite3.Connection, reason: str, which: str, apart: str, too_many: float, rules: Rules) -> None:
    """Every vote that lies in any stretch of the burst's length with `too_many` votes or more."""
    length = round(rules.burst_minutes * 60_000)
    db.execute(
        f"""WITH ending AS (
              SELECT rowid AS vote, voter, at,
                count(*) OVER ({apart} ORDER BY at RANGE BETWEEN {length} PRECEDING AND CURRENT ROW) AS votes
              FROM vote WHERE out IS NULL AND {which}),
            inside AS (
              SELECT vote, max(votes) OVER ({apart} ORDER BY at RANGE BETWEEN CURRENT ROW AND {length} FOLLOWING) AS votes
              FROM ending)
            UPDATE vote SET out = ? WHERE rowid IN (SELECT vote FROM inside WHERE votes >= ?)""",
        (reason, too_many),
    )


def _usual(db: sqlite3.Connection, rules: Rules) -> float:
    """The median count of votes against the model in those of the clock's stretches in which anybody voted."""
    stretch = f"at / {round(rules.burst_minutes * 60_000)}"
    counts = f"SELECT count(*) FILTER (WHERE up = 0) AS votes FROM vote WHERE out IS NULL GROUP BY {stretch}"
    (stretches,) = db.execute(f"SELECT count(*) FROM ({counts})").fetchone()
    found = db.execute(f"SELECT votes FROM ({counts}) ORDER BY votes LIMIT 1 OFFSET ?", (stretches // 2,)).fetchone()
    return found[0] if found else 0.0


def limit_persons(db: sqlite3.Connection, rules: Rules) -> bool:
    """Sets aside what one person decides above the allowed share of the posts that are still in; True when there was any.

    A person decides a post that no reviewer judged when one of the votes for its label is theirs. Which posts a person keeps
    is drawn by hash, so that nobody chooses them by being early. Labels must be made again afterwards.
    """
    (posts,) = db.execute("SELECT count(*) FROM post WHERE out IS NULL").fetchone()
    allowed = max(rules.person_posts, int(rules.person_share * posts))
    db.execute("DROP TABLE IF EXISTS temp.excess")
    db.execute(
        """CREATE TEMP TABLE excess AS SELECT vote, n FROM (
             SELECT vote.rowid AS vote, n, row_number() OVER (PARTITION BY voter ORDER BY draw(post.id)) AS place
             FROM vote JOIN post USING (n)
             WHERE post.out IS NULL AND vote.out IS NULL AND review IS NULL AND vote.label = post.label)
           WHERE place > ?""",
        (allowed,),
    )
    db.execute("UPDATE vote SET out = ? WHERE rowid IN (SELECT vote FROM excess)", (SHARE,))
    return db.execute("UPDATE post SET stale = 1 WHERE n IN (SELECT n FROM excess)").rowcount > 0
