"""One line of the gate's table."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """What was looked at, whether it lets the challenger in (None: only shown), why, and whether it is a reason to promote."""

    name: str
    holds: bool | None
    reason: str
    better: bool = False


def table(lines: Sequence[Line]) -> str:
    """Markdown for people: one row a line."""
    words = {True: "yes", False: "**NO**", None: "shown"}
    rows = [f"| {line.name} | {'**better**' if line.better else words[line.holds]} | {line.reason} |" for line in lines]
    return "\n".join(["| line | lets in | reason |", "|---|---|---|", *rows])


def refusals(lines: Sequence[Line]) -> list[str]:
    """Why the challenger stays outside; empty when it may come in."""
    found = [f"{line.name}: {line.reason}" for line in lines if line.holds is False]
    if not found and not any(line.better for line in lines):
        found = ["nothing is better than the champion's beyond its interval"]
    return found
