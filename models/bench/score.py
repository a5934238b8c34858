"""Measures `lab score`: posts a second with one and more workers, on threads and on Ray, and what batches would change.

    PYTHONPATH=models models/.venv/bin/python models/bench/score.py INPUT [--posts 2000] [--workers 1 2] [--ray]

INPUT is a CSV with the posts under `text`. Every way judges the same posts, one after the other; runs of the same way are
taken twice in turn and the better one counts, since other work only ever slows a run. Posts per second of processor time (of this
process: not told for Ray's) say what a core does even where others use it too. Ends with a Markdown table.
"""

import argparse
import csv
import gzip
import os
import resource
import tempfile
import time
from pathlib import Path

import numpy as np

from lab.archive.part import Reading
from lab.archive.run import on_threads, score
from lab.archive.verdicts import Judge, read_model
from lab.data.text import is_empty, normalise
from lab.labels import three_logits
from lab.places import PRODUCTION

ROWS_A_PART = 250
"""Small parts, so that the last of them keeps nobody waiting for long."""
TURNS = 2


def main() -> None:
    command = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    command.add_argument("input", type=Path)
    command.add_argument("--posts", type=int, default=2000)
    command.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    command.add_argument("--batch", type=int, default=32)
    command.add_argument("--ray", action="store_true", help="on Ray, too")
    options = command.parse_args()
    posts = read_posts(options.input, options.posts)
    ways = {f"{workers} thread(s)": on_threads(workers) for workers in options.workers}
    if options.ray:
        from lab.archive.on_ray import on_ray

        ways |= {f"Ray, {workers} process(es)": on_ray(workers) for workers in options.workers}
    seconds, processor = {name: np.inf for name in ways}, {name: np.inf for name in ways}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "posts.csv"
        write_posts(path, posts)
        for turn in range(TURNS):
            for number, (name, way) in enumerate(ways.items()):
                out = Path(folder) / f"{turn}-{number}"
                begun = time.process_time()
                seconds[name] = min(seconds[name], score([path], out, PRODUCTION, Reading(), way, ROWS_A_PART).seconds)
                processor[name] = min(processor[name], time.process_time() - begun)
    print(f"\n{len(posts):,} posts, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}\n")
    print("| way | posts/s | posts per second of processor time |\n|---|--:|--:|")
    for name, taken in seconds.items():
        a_core = "–" if name.startswith("Ray") else f"{len(posts) / processor[name]:.0f}"
        print(f"| {name} | {len(posts) / taken:.0f} | {a_core} |")
    print(f"\nLargest resident memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    compare_batches(posts, options.batch)


def compare_batches(posts: list[str], batch: int) -> None:
    """One thread, the model alone: single posts against length-sorted batches; how fast, how far apart the answers are."""
    judge = Judge(read_model(PRODUCTION))
    rows = sorted((judge.pieces(text)[0] for post in posts if not is_empty(text := normalise(post))), key=len)
    start = time.monotonic()
    single = np.array([judge.logits(row) for row in rows])
    alone = time.monotonic() - start
    start = time.monotonic()
    together = np.concatenate([ask(judge, rows[place : place + batch]) for place in range(0, len(rows), batch)])
    batched = time.monotonic() - start
    one, other = map(judge.calibration.scores, (single, together))
    apart = np.abs(one - other).max(1)
    print(
        f"The model alone, one thread: {len(rows) / alone:.0f} posts/s one by one,"
        f" {len(rows) / batched:.0f} in batches of {batch} sorted by length."
        f" In batches {np.mean(apart > 1e-3):.0%} of the posts have a score that moves by more than .001,"
        f" at most by {apart.max():.3f}, and {np.sum(one.argmax(1) != other.argmax(1))} of {len(rows):,} labels change."
    )


def ask(judge: Judge, rows: list[list[int]]) -> np.ndarray:
    """Logits float32 [rows, 3] of one batch, padded to its longest."""
    ids = np.ones((len(rows), max(map(len, rows))), np.int64)
    mask = np.zeros_like(ids)
    for place, row in enumerate(rows):
        ids[place, : len(row)], mask[place, : len(row)] = row, 1
    return three_logits(judge.session.run(None, {"input_ids": ids, "attention_mask": mask})[0])


def read_posts(path: Path, count: int) -> list[str]:
    """The first posts of a CSV or csv.gz file."""
    unpack = gzip.open if path.suffix == ".gz" else open
    with unpack(path, "rt", encoding="utf-8", newline="") as stream:
        return [row["text"] for _, row in zip(range(count), csv.DictReader(stream), strict=False)]


def write_posts(path: Path, posts: list[str]) -> None:
    """A CSV with one column."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([["text"], *([post] for post in posts)])


if __name__ == "__main__":
    main()
