"""Archives in CSV (RFC 4180, with a header): every column kept as it is, the verdict's columns added."""

import csv
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TextIO

from .part import ArchiveError, BadRow, Part, Reading
from .records import open_bytes, plan_records, read_rows, records

SUFFIX = "csv"


def plan(path: Path, out: str, limit: int, reading: Reading) -> Iterator[Part]:
    """The parts of a file; reads it once, to find where its rows end. Raises ArchiveError when it lacks the column."""
    header = _header(path, reading)
    if reading.column not in header:
        named = " | ".join(header)
        raise ArchiveError(f"{path}: no column {reading.column!r}, there are: {named}; use --text-column or --delimiter")
    with open_bytes(path) as stream:
        rows = records(stream, quoted=True)
        next(rows)
        yield from plan_records(rows, str(path), out, limit)


def read(part: Part, chunk: int, reading: Reading, on_bad: Callable[[BadRow], None]) -> Iterator[tuple[list[dict], list[str]]]:
    """Chunks of rows with their posts; what cannot be read goes to `on_bad`."""
    header = _header(Path(part.path), reading)
    for rows in read_rows(part, True, chunk, lambda data: _row(data, header, reading.delimiter), on_bad):
        yield rows, [row[reading.column] for row in rows]


def write(stream: TextIO, rows: list[dict], verdicts: dict[str, Sequence]) -> None:
    """Appends a chunk of rows with their verdicts (by column, one value a row); the header comes first, once."""
    names = list(rows[0] | dict.fromkeys(verdicts))
    writer = csv.DictWriter(stream, names, lineterminator="\n")
    if stream.tell() == 0:
        writer.writeheader()
    for number, row in enumerate(rows):
        writer.writerow(row | {name: _cell(values[number]) for name, values in verdicts.items()})


def create(path: Path) -> TextIO:
    """The file that a part is written to."""
    return path.open("w", encoding="utf-8", newline="")


def _cell(value: object) -> object:
    return str(value).lower() if isinstance(value, bool) else value


def _header(path: Path, reading: Reading) -> list[str]:
    with open_bytes(path) as stream:
        first = next(records(stream, quoted=True), None)
    try:
        if first is None or first.blank or first.data is None:
            raise ValueError("it is empty or too long")
        return _fields(first.data.decode("utf-8-sig"), reading.delimiter)
    except ValueError as error:
        raise ArchiveError(f"{path}: line 1: no header ({error}); the first line must name the columns") from error


def _row(data: bytes, header: list[str], delimiter: str) -> dict:
    fields = _fields(data.decode("utf-8"), delimiter)
    if len(fields) != len(header):
        raise ValueError(f"{len(fields)} fields where the header has {len(header)}; quote the fields that hold the delimiter")
    return dict(zip(header, fields, strict=True))


def _fields(text: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([text.removesuffix("\n").removesuffix("\r")], delimiter=delimiter, strict=True), [])
    except csv.Error as error:
        raise ValueError(f"broken CSV ({error})") from error
