"""Archives made up by chance are judged in one go and with interruptions, and read again by Python's csv and json and by pyarrow.

The same seeds give the same archives; RANDOM_ARCHIVES sets how many of a kind (20), so that a night's run may try thousands.
"""

import contextlib
import csv
import io
import multiprocessing
import os
import random
import re
import time
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from random_files import ENCODINGS, NAMES, RandomFile, make, read_json

from lab.archive import run as running
from lab.archive.judge import judge_part
from lab.archive.part import Reading
from lab.archive.run import Summary, score
from lab.archive.verdicts import ModelFiles
from lab.labels import LABELS

SEEDS = range(int(os.environ.get("RANDOM_ARCHIVES", "20")))
CARD = {"version": "abcdefabcdef", "calibration": {"temperature": 1, "bias": [0, 0, 0]}, "certain": dict.fromkeys(LABELS, 0.5)}
READING = Reading(skip_bad=True)


class Killed(BaseException):
    """Ends a run where it stands."""


class Judge:
    """Says how long a post is, and nothing to an empty one; the run ends after some chunks."""

    def __init__(self, chunks: float = float("inf"), pause: float = 0) -> None:
        self.chunks, self.pause = chunks, pause

    def verdicts(self, posts: Sequence[str]) -> dict[str, list]:
        self.chunks -= 1
        time.sleep(self.pause)
        if self.chunks < 0:
            raise Killed
        columns = zip(*(values_on(post) for post in posts), strict=True) if posts else [[] for _ in NAMES]
        return {name: list(values) for name, values in zip(NAMES, columns, strict=True)}


def values_on(post: str) -> list:
    """A verdict's values, one a column."""
    if not post:
        return [None] * len(NAMES)
    share = len(post) / 1000
    scores = [share, round(0.75 - share, 4), 0.25, 0.0]
    return ["negative", *scores, False, "und", len(post) > 9, "abcdefabcdef", "baggage staff", "complaint", 0.5]


def cells_on(post: str) -> list[str]:
    """The same as texts of CSV."""
    shown = [f"{value:.4f}".rstrip("0").rstrip(".") if isinstance(value, float) else value for value in values_on(post)]
    return ["" if value is None else str(value).lower() if isinstance(value, bool) else str(value) for value in shown]


@pytest.fixture(autouse=True)
def no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "read_model", lambda folder: ModelFiles(CARD, b"", b"", {}))


def judged(path: Path, out: Path, limit: int, judge: Judge, reading: Reading = READING) -> Summary:
    def run(parts, files, reading, on_rows):
        for part in parts:
            yield judge_part(part, judge, reading)

    return score([path], out, Path(), reading, run, limit)


def read(file: RandomFile) -> Reading:
    """How it must be read: a header of one column does not tell what parts it."""
    alone = file.delimiter if len(file.columns) == 1 else ""
    return Reading(delimiter=alone, skip_bad=True, encoding="cp1252" if file.encoding == "cp1252" else "utf-8")


def parts_of(out: Path, name: str) -> list[Path]:
    return sorted((out / name).glob("part-*"))


def bytes_of(file: RandomFile, out: Path) -> bytes:
    """What the parts hold, without the header that each part of CSV has."""
    head = ENCODINGS[file.encoding] + file.head[1].encode(file.encoding.removesuffix("-sig"))
    parts = [path.read_bytes() for path in parts_of(out, file.name)]
    assert not file.delimiter or all(not part or part.startswith(head) for part in parts)
    return b"".join(part[len(head) :] for part in parts) if file.delimiter else b"".join(parts)


def expected(file: RandomFile) -> bytes:
    return b"".join(file.after()) if file.delimiter else ENCODINGS[file.encoding] + b"".join(file.after())


KINDS = [(f"{seed}.{kind}", seed) for kind in ("csv", "jsonl") for seed in SEEDS]


def made(name: str, seed: int) -> tuple[random.Random, RandomFile]:
    chance = random.Random(seed)
    cells = cells_on if name.endswith(".csv") else values_on
    return chance, make(name, chance, chance.randrange(1, 200), seed % 2 == 1, cells)


@pytest.mark.parametrize(("name", "seed"), KINDS)
def test_a_file_comes_back_with_a_verdict_behind_each_row_and_nothing_else_changed(tmp_path: Path, name: str, seed: int) -> None:
    chance, file = made(name, seed)
    (tmp_path / name).write_bytes(file.bytes)
    done = judged(tmp_path / name, tmp_path / "out", chance.choice([1, 7, 50, 1000]), Judge(), read(file))
    assert (done.rows, done.skipped) == (len(file.rows), len(file.rows) - len(file.good))
    assert bytes_of(file, tmp_path / "out") == expected(file)
    found = [row for part in parts_of(tmp_path / "out", name) for row in read_again(part, file)]
    assert found == [row.values for row in file.good]


def read_again(part: Path, file: RandomFile) -> list:
    """The rows of a part as Python's own csv and json read them."""
    text = part.read_bytes().decode(file.encoding)
    if not file.delimiter:
        return [read_json(line) for line in re.split("\r\n|\r|\n", text) if line]
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=file.delimiter))
    head, *rows = rows[1:] if rows[0][0] == "sep=" else rows
    assert head[-len(NAMES) :] == NAMES
    return rows


@pytest.mark.parametrize(("name", "seed"), KINDS)
def test_killed_runs_and_mended_rows_leave_what_one_run_over_the_last_file_does(tmp_path: Path, name: str, seed: int) -> None:
    chance, file = made(name, seed)
    path, out = tmp_path / name, tmp_path / "out"
    limit = chance.choice([1, 7, 50])
    for _ in range(chance.randrange(1, 5)):
        path.write_bytes(file.bytes)
        with contextlib.suppress(Killed):
            judged(path, out, limit, Judge(chance.randrange(6)), read(file))
        leave_traces(out / name, chance)
        if chance.random() < 0.5:
            file = file.mended(chance, cells_on if file.delimiter else values_on)
    path.write_bytes(file.bytes)
    judged(path, out, limit, Judge(), read(file))
    assert bytes_of(file, out) == expected(file)
    assert not list(out.rglob(".part-*"))


def leave_traces(folder: Path, chance: random.Random) -> None:
    """What a machine that goes away leaves: a part that is cut off under its unfinished name."""
    folder.mkdir(parents=True, exist_ok=True)
    if parts := sorted(folder.glob("part-*")):
        part = chance.choice(parts)
        data = part.read_bytes()
        (folder / f".{part.name}.0123abcd.unfinished").write_bytes(data[: chance.randrange(len(data) + 1)])


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_run_that_is_killed_at_any_moment_goes_on_and_ends_whole(tmp_path: Path) -> None:
    chance = random.Random(11)
    file = make("posts.csv", chance, 6_000, False, cells_on)
    path, out = tmp_path / file.name, tmp_path / "out"
    path.write_bytes(file.bytes)
    killed = 0
    for _ in range(4):
        child = multiprocessing.get_context("fork").Process(
            target=judged, args=(path, out, 300, Judge(pause=0.01), read(file)), daemon=True
        )
        child.start()
        before = len(parts_of(out, file.name))
        while child.is_alive() and len(parts_of(out, file.name)) == before:
            time.sleep(0.005)
        time.sleep(chance.random() / 20)
        child.kill()
        child.join()
        killed += child.exitcode == -9
    assert killed > 0
    done = judged(path, out, 300, Judge(), read(file))
    assert done.earlier > 0
    assert bytes_of(file, out) == expected(file)


TEXTS = (pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int32(), pa.string()))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_parquet_file_keeps_types_values_and_order_through_killed_runs(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    rows = chance.randrange(1, 400)
    posts = pa.array([chance.choice(["", "retard", "déçu 😡", "a\u2028b", None]) for _ in range(rows)])
    numbers = [[2**63 - 1, -(2**63), 7, None], [1.5, float("inf"), -0.0, None]]
    drawn = [[chance.choice(some) for _ in range(rows)] for some in (*numbers, [[], ["a", None], None], ["x", "y"])]
    columns = [
        pa.array(drawn[0], pa.int64()),
        pa.array(drawn[1], chance.choice([pa.float32(), pa.float64()])),
        posts.cast(chance.choice(TEXTS)),
        pa.array(drawn[2], pa.list_(pa.string())),
        pa.array(drawn[3]).cast(chance.choice(TEXTS)),
        pa.array(["old"] * rows),
    ]
    table = pa.Table.from_arrays(columns, ["n", "n", "text", "tags", "2", "verdict_label"])
    path, out = tmp_path / "posts.parquet", tmp_path / "out"
    pq.write_table(table, path, row_group_size=chance.randrange(1, rows + 1), store_schema=chance.random() < 0.8)
    kept = pq.ParquetFile(path).read()  # types that Parquet itself does not know may have changed on the way
    for chunks in (chance.randrange(4), chance.randrange(9)):
        with contextlib.suppress(Killed):
            judged(path, out, 30, Judge(chunks))
    judged(path, out, 30, Judge())
    found = pa.concat_tables([pq.ParquetFile(part).read() for part in parts_of(out, path.name)])
    good = [place for place, post in enumerate(posts.to_pylist()) if post is not None]
    assert found.schema.names == [*kept.schema.names[:-1], *NAMES]
    for place in range(5):
        assert found.schema.field(place).type == kept.schema.field(place).type
        values = kept.column(place).to_pylist()
        assert found.column(place).to_pylist() == [values[row] for row in good]
    verdicts = [list(row) for row in zip(*(found.column(5 + place).to_pylist() for place in range(len(NAMES))), strict=True)]
    assert verdicts == [values_on(posts[row].as_py()) for row in good]
