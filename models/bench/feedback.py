"""Builds feedback sets of 1, 1,000 and 1,000,000 generated posts and prints seconds and the highest resident memory.

    PYTHONPATH=models models/.venv/bin/python models/bench/feedback.py --data DATA [--rows 1 1000 1000000]

Every size runs in a process of its own. A twentieth of the posts are near-copies of others.
"""

import argparse
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tqdm import tqdm

from lab.data.crafted import crafted_posts

START = datetime(2026, 9, 1, tzinfo=UTC)


def write_export(path: Path, rows: int, seed: int = 1) -> None:
    """An export of so many posts over 30 days: words drawn from the lab's templates, one to three votes each."""
    chance = random.Random(seed)
    words = sorted({word for text, _ in crafted_posts(5_000, seed) for word in re.findall(r"\w+", text)})
    text = ""
    with path.open("w", encoding="utf-8") as stream:
        for number in tqdm(range(rows), desc="generate", mininterval=1):
            at = START + timedelta(seconds=number * 30 * 86_400 / rows)
            text = f"{text}!" if chance.random() < 0.05 else " ".join(chance.choices(words, k=chance.randint(4, 24)))
            stream.write(json.dumps(_line(number, at, text, chance)) + "\n")


def _line(number: int, at: datetime, text: str, chance: random.Random) -> dict:
    votes = []
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        right = chance.random() < 0.8
        label = None if right else chance.choice((None, "positive", "negative", "neutral"))
        voted = (at + timedelta(minutes=chance.random() * 600)).isoformat()
        votes.append({"voter": f"{chance.randrange(20_000):032x}", "correct": right, "label": label, "voted_at": voted})
    review = {"reviewer": "r" * 32, "label": "negative", "reviewed_at": at.isoformat()} if chance.random() < 0.01 else None
    predicted = chance.choice(("negative", "positive"))
    fields = {"id": f"{number:036x}", "created_at": at.isoformat(), "lang": chance.choice(("fr", "en")), "text": text}
    return fields | {"predicted": predicted, "votes": votes, "review": review}


def main() -> None:
    """Runs every size."""
    command = argparse.ArgumentParser(description=__doc__)
    command.add_argument("--data", type=Path, required=True)
    command.add_argument("--rows", type=int, nargs="+", default=[1, 1_000, 1_000_000])
    options = command.parse_args()
    for rows in options.rows:
        with tempfile.TemporaryDirectory() as folder:
            export = Path(folder) / "export.jsonl"
            write_export(export, rows)
            print(f"{rows:,} rows, {export.stat().st_size / 1e6:,.1f} MB", flush=True)
            subprocess.run([sys.executable, __file__, "one", export, options.data, folder], check=True)


def one(export: Path, data: Path, sets: Path) -> None:
    """Builds one set in this process and prints what it took."""
    import time

    from lab.feedback.build import build
    from lab.feedback.rules import Rules

    begun = time.monotonic()
    report = build([export], data, sets / "sets", Rules())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{report['posts']['in']:,} kept, {time.monotonic() - begun:,.0f} s, {peak:,.0f} MiB at most")
    print(json.dumps(report["posts"] | {"votesOut": report["votes"]["out"]}, indent=1))


if __name__ == "__main__":
    if sys.argv[1:2] == ["one"]:
        one(*map(Path, sys.argv[2:]))
    else:
        main()
