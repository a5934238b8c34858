"""The numbers that decide what comes into a set. They were chosen by judgement, not measured; the report repeats them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Rules:
    """HELP says what each is for."""

    person_share: float = 0.05
    person_posts: int = 20
    burst_votes: int = 20
    burst_minutes: float = 5.0
    crowd_votes: int = 30
    crowd_factor: float = 10.0
    reviewed_votes: int = 5
    holdout: float = 0.1
    similar: float = 0.8


HELP = {
    "person_share": "most that one person's votes may decide of the set, as a share of its posts",
    "person_posts": "posts that one person may decide however small the set is",
    "burst_votes": "votes of one person within the minutes of a burst that are too many",
    "burst_minutes": "length of a burst",
    "crowd_votes": "votes against the model, by whomever, within a burst's minutes that are too many",
    "crowd_factor": "... if they are also that many times what such minutes usually hold",
    "reviewed_votes": "votes on reviewed posts after which a person whom reviewers contradict more often than not is not heard",
    "holdout": "share of the posts that is frozen for measuring, drawn by hash",
    "similar": "share of common character trigrams (Jaccard) from which two posts are the same one",
}

WEIGHTS = {"reviewed": 1.0, "agreed": 0.8, "corrected": 0.6, "approved": 0.3}
"""How much a label counts, by where it comes from: a reviewer; at least two people, twice as many as said otherwise; a
majority with a correction; 👍 alone (people nod things through)."""
