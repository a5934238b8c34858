"""Lines of an export as the service writes them, for the tests."""

import json
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

from conftest import WORDS

START = datetime(2026, 11, 1, tzinfo=UTC)
NOUNS = "airport boarding cabin desk engine flight gate hotel island jacket kitchen luggage meal napkin orange pilot queue"
TOPICS = NOUNS.split(" ")


def moment(minutes: float) -> str:
    """A time like the service writes it, so many minutes after the start."""
    return (START + timedelta(minutes=minutes)).isoformat().replace("+00:00", "Z")


def vote(voter: str, correct: bool = True, label: str | None = None, minutes: float = 0) -> dict:
    """A 👍, or a 👎 perhaps with its correction."""
    return {"voter": voter, "correct": correct, "label": label, "voted_at": moment(minutes)}


def line(number: int, text: str, votes: list[dict], predicted: str = "positive", **more) -> dict:
    """A prediction made `number` hours after the start."""
    review = more.pop("review", None)
    said = review and {"reviewer": "r", "label": review, "reviewed_at": moment(60 * number)}
    fields = {"id": f"id-{number}", "created_at": moment(60 * number), "lang": "en", "text": text, "predicted": predicted}
    return fields | {"votes": votes, "review": said} | more


def text_of(number: int) -> str:
    """A post unlike those of other numbers."""
    words = [TOPICS[(number * step + step) % len(TOPICS)] + chr(97 + number // step % 26) for step in (1, 3, 7, 11)]
    return f"{' '.join(words)} {'abcdefghijklmnopqrstuvwxyz'[number % 26] * 2}{number // 26}"


def some_lines(count: int, first: int = 0) -> list[dict]:
    """So many posts of both sides, each judged by a person of its own, and hours apart."""
    sides = ("positive", "negative")
    return [line(n, text_of(n), [vote(f"voter-{n}", minutes=60 * n)], sides[n % 2]) for n in range(first, first + count)]


def said(count: int) -> list[dict]:
    """Posts in the tiny model's words, their side said by a person each: all verdicts were "positive"."""
    chance = random.Random(5)
    lines = []
    for n in range(count):
        side = n % 2
        words = chance.choices(WORDS[side], k=3) + chance.choices(WORDS[2], k=3) + ["".join(chance.choices("bcdfgh", k=5))]
        votes = [vote(f"voter-{n}", side == 1, None if side else "negative", minutes=60 * n)]
        lines.append(line(n, " ".join(chance.sample(words, len(words))), votes))
    return lines


def write_export(path: Path, lines: list[dict]) -> Path:
    """Writes them as JSON lines."""
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in lines), encoding="utf-8")
    return path
