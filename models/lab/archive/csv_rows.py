"""Archives in CSV (RFC 4180, with a header): every row as it stands, byte by byte, with the verdict's columns behind it."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from .lines import count_ends
from .part import DIGITS, ArchiveError, BadRow, Part, Reading
from .records import MAX_ROW_BYTES, Record, Shape, open_bytes, plan_records, read_rows, records
from .text_files import check_text

DELIMITERS = (b",", b";", b"\t", b"|")
"""In the order of preference where the header fits several."""
_BEFORE = re.compile(rb"(?:\xef\xbb\xbf)?(?:sep=([^\r\n])(?:\r\n|\n|\r))?[\r\n]*", re.IGNORECASE)
"""What may stand before the header: a mark, Excel's line that names the delimiter, empty lines."""


@dataclass(frozen=True)
class Head:
    """The header of a file, and what it tells."""

    record: Record
    names: tuple[str, ...]
    shape: Shape
    line_end: bytes


def plan(path: Path, out: str, limit: int, reading: Reading) -> Iterator[Part]:
    """The parts of a file; reads it once, to find where its rows end. Raises ArchiveError when it lacks the column."""
    with open_bytes(path) as stream:
        if not stream.read(1):
            return
        head = _head(path, reading)
        before = head.record
        stream.seek(before.length)
        rows = records(stream, head.shape, before.length, count_ends(before.data) + 1)
        how = b" ".join([reading.encoding.encode(), head.shape.delimiter, before.data])
        yield from plan_records(rows, str(path), out, limit, how)


def read(part: Part, chunk: int, reading: Reading, on_bad: Callable[[BadRow], None]) -> Iterator[tuple[list[Record], list[str]]]:
    """Chunks of rows with their posts; what cannot be read goes to `on_bad`."""
    head = _head(Path(part.path), reading)
    place = head.names.index(reading.column)

    def post(record: Record) -> str:
        found = len(record.fields)
        if found != len(head.names):
            raise ValueError(f"{found} fields where the header has {len(head.names)}; quote the fields that hold the delimiter")
        record.data.decode(reading.encoding)
        return _text(record.data, record.fields[place], reading.encoding)

    yield from read_rows(part, head.shape, chunk, post, on_bad)


class Writer:
    """Appends rows with their verdicts; the cells of an earlier verdict make way."""

    def __init__(self, path: Path, part: Part, reading: Reading) -> None:
        self.file: BinaryIO = path.open("wb")
        self.head, self.started = _head(Path(part.path), reading), False

    def __enter__(self) -> "Writer":
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def write(self, rows: Sequence[Record], verdicts: dict[str, Sequence]) -> None:
        """`verdicts` by column, one value a row."""
        if not self.started:
            self.started = True
            self._extend(self.head.record, list(verdicts), verdicts)
        for number, row in enumerate(rows):
            self._extend(row, [_cell(values[number]) for values in verdicts.values()], verdicts)

    def _extend(self, row: Record, cells: list[str], verdicts: dict[str, Sequence]) -> None:
        delimiter, data = self.head.shape.delimiter, row.data
        end = row.fields[-1][1]
        own = data[:end]
        if not verdicts.keys().isdisjoint(self.head.names):
            kept = [span for name, span in zip(self.head.names, row.fields, strict=True) if name not in verdicts]
            own = data[: row.fields[0][0]] + delimiter.join(data[begin:stop] for begin, stop in kept)
        added = delimiter + delimiter.join(cell.encode("ascii") for cell in cells)
        self.file.write(own + added + (data[end:] or self.head.line_end))


create = Writer


def write(stream: Writer, rows: Sequence[Record], verdicts: dict[str, Sequence]) -> None:
    """Appends a chunk of rows with their verdicts (by column, one value a row); the header comes first, once."""
    stream.write(rows, verdicts)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.{DIGITS}f}".rstrip("0").rstrip(".")
    return str(value).lower() if isinstance(value, bool) else str(value)


def _text(data: bytes, span: tuple[int, int], encoding: str) -> str:
    field = data[slice(*span)]
    quoted = field.startswith(b'"')
    text = (field[1:-1] if quoted else field).decode(encoding)
    return text.replace('""', '"') if quoted else text


def _head(path: Path, reading: Reading) -> Head:
    with open_bytes(path) as stream:
        start = stream.read(MAX_ROW_BYTES)
    check_text(path, start[:256])
    before = _BEFORE.match(start)
    named = before[1] or (b"\t" if ".tsv" in path.suffixes else b"")
    given = reading.delimiter.encode() or named
    heads = [head for one in ([given] if given else DELIMITERS) if (head := _head_by(path, before.end(), one, reading.encoding))]
    if not heads:
        raise ArchiveError(f"{path}: line 1: no header; the first line must name the columns")
    fitting = [head for head in heads if reading.column in head.names]
    best = max(fitting or heads, key=lambda head: len(head.names))
    columns = " | ".join(best.names)
    if not fitting:
        raise ArchiveError(f"{path}: no column {reading.column!r}, there are: {columns}; use --text-column or --delimiter")
    if best.names.count(reading.column) > 1:
        raise ArchiveError(f"{path}: several columns {reading.column!r}: {columns}; give that of the posts a name of its own")
    return best


def _head_by(path: Path, start: int, delimiter: bytes, encoding: str) -> Head | None:
    """The header that begins at `start`, if this is what parts it."""
    with open_bytes(path) as stream:
        before = stream.read(start)
        first = next(records(stream, Shape(delimiter, 0)), None)
    if first is None or first.fault or first.data is None:
        return None
    try:
        names = tuple(_text(first.data, span, encoding) for span in first.fields)
    except UnicodeDecodeError as error:
        raise ArchiveError(f"{path}: line 1: not {encoding} ({error.reason}); name its --encoding (Excel: cp1252)") from error
    data = before + first.data
    fields = tuple((begin + start, end + start) for begin, end in first.fields)
    line_end = data[fields[-1][1] :] or b"\n"
    return Head(Record(0, 1, len(data), data, fields), names, Shape(delimiter, len(names)), line_end)
