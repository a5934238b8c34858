"""Archives in JSON Lines: one object a line, kept as it is, the verdict added."""

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TextIO

from .part import BadRow, Part, Reading
from .records import open_bytes, plan_records, read_rows, records

SUFFIX = "jsonl"


def plan(path: Path, out: str, limit: int, reading: Reading) -> Iterator[Part]:
    """The parts of a file; reads it once, to find where its lines end."""
    with open_bytes(path) as stream:
        yield from plan_records(records(stream, quoted=False), str(path), out, limit)


def read(part: Part, chunk: int, reading: Reading, on_bad: Callable[[BadRow], None]) -> Iterator[tuple[list[dict], list[str]]]:
    """Chunks of rows with their posts; what cannot be read goes to `on_bad`."""
    for rows in read_rows(part, False, chunk, lambda data: _row(data, reading.column), on_bad):
        yield rows, [row[reading.column] for row in rows]


def write(stream: TextIO, rows: list[dict], verdicts: dict[str, Sequence]) -> None:
    """Appends a chunk of rows with their verdicts (by column, one value a row)."""
    for number, row in enumerate(rows):
        judged = row | {name: values[number] for name, values in verdicts.items()}
        stream.write(json.dumps(judged, separators=(",", ":")) + "\n")


def create(path: Path) -> TextIO:
    """The file that a part is written to. JSON is written in ASCII, so half an emoji in a post does no harm."""
    return path.open("w", encoding="ascii", newline="")


def _row(data: bytes, column: str) -> dict:
    try:
        row = json.loads(data.decode("utf-8-sig"))
    except (json.JSONDecodeError, RecursionError) as error:
        raise ValueError(f"no JSON ({error})") from error
    if not isinstance(row, dict):
        raise ValueError("no JSON object")
    if not isinstance(row.get(column), str):
        raise ValueError(f"no text under {column!r}; name the field of the posts with --text-column")
    return row
