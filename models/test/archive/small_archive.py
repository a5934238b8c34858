"""Small archives, and a way to judge them, for the tests."""

import csv
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from conftest import some_rows
from lab.archive.part import Reading
from lab.archive.run import Summary, on_threads, score
from lab.places import PRODUCTION

ROWS = [*some_rows(50, 7), {"label": 0, "text": "@user http://a.b", "lang": "en"}]


def write_csv(path: Path, rows: list[dict] = ROWS) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return path


def write_jsonl(path: Path, rows: list[dict] = ROWS) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="ascii")
    return path


def write_parquet(path: Path, rows: list[dict] = ROWS) -> Path:
    pq.write_table(pa.Table.from_pylist(rows), path, row_group_size=23)
    return path


def judged(out: Path, limit: int = 10, inputs: list[Path] = (), model: Path = PRODUCTION, workers: int = 2, **how) -> Summary:
    return score(inputs, out, model, Reading(**how), on_threads(workers), limit)


def part_of(folder: Path, number: int = 0) -> Path:
    """The one part with that number."""
    (part,) = folder.glob(f"part-{number:06}-*")
    return part


def rows_of(folder: Path) -> list[dict]:
    rows = []
    for path in sorted(folder.glob("part-*")):
        if path.suffix == ".parquet":
            rows += pq.read_table(path).to_pylist()
        elif path.suffix == ".jsonl":
            rows += [json.loads(line) for line in path.read_text().splitlines()]
        else:
            with path.open(encoding="utf-8", newline="") as stream:
                rows += list(csv.DictReader(stream))
    return rows


BAD_CSV = 'id,text\n1,fine\n2,one,two\n4,"two\nlines"\n3,"never closed\n5,last\n'
