"""Cuts CSV and JSON Lines files into rows, as they stand in bytes, and rows into parts; no more than a row is read at a time."""

import gzip
import io
import re
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO

from .lines import ENDS, count_ends, read_lines
from .part import BYTES_A_PART, BadRow, Part

MAX_ROW_BYTES = 1_000_000
"""A longer row is malformed: a quote that is never closed ends here and not with the memory."""


@dataclass(frozen=True)
class Record:
    """One row as it stands in the file."""

    offset: int
    line: int
    length: int
    data: bytes | None
    """Its line end included. None when the row is too long to be one."""
    fields: tuple[tuple[int, int], ...] = ()
    """CSV: where each field begins and ends in `data`, its quotes included."""
    fault: str = ""
    """Why it is no row; only its first line is meant then."""
    blank: bool = False


@dataclass(frozen=True)
class Shape:
    """What the rows of a CSV file look like."""

    delimiter: bytes
    columns: int


def open_bytes(path: str | Path) -> BinaryIO:
    """The file for reading from any place; `.gz` is decompressed on the way (and up to that place, which takes its time)."""
    return gzip.open(path, "rb") if str(path).endswith(".gz") else open(path, "rb")


def records(stream: BinaryIO, shape: Shape | None, offset: int = 0, line: int = 1) -> Iterator[Record]:
    """Every row from where the stream stands; rows of CSV (those with a shape) go on over a line end within quotes.

    When a quote is never closed only the line that opens it is lost: the rows after it are read again.
    """
    waiting: deque[bytes] = deque()
    coming = read_lines(stream, MAX_ROW_BYTES)

    def next_line() -> bytes:
        return waiting.popleft() if waiting else next(coming, b"")

    while first := next_line():
        lines, (fields, fault) = [first], ((), "")
        if shape and len(first) <= MAX_ROW_BYTES:
            lines, fields, fault = _assemble(first, next_line, shape)
            if fault:
                waiting.extendleft(reversed(lines[1:]))
                lines = lines[:1]
        data = b"".join(lines)
        length, ends = len(data), count_ends(data)
        while length > MAX_ROW_BYTES and not lines[-1].endswith(ENDS) and (rest := next_line()):
            lines, length, ends = [rest], length + len(rest), ends + count_ends(rest)
        kept = data if length <= MAX_ROW_BYTES else None
        yield Record(offset, line, length, kept, fields, fault, kept is not None and not fault and _is_blank(kept, fields, shape))
        offset, line = offset + length, line + ends


def _assemble(first: bytes, next_line: Callable[[], bytes], shape: Shape) -> tuple[list[bytes], tuple, str]:
    """The lines of a record with its fields; with a fault, all lines that were looked at."""
    lines, size, data = [first], len(first), first
    while (found := split(data, shape.delimiter)) is None:
        grown = False
        while size <= MAX_ROW_BYTES and (more := next_line()):
            lines.append(more)
            size, grown = size + len(more), True
            if b'"' in more:
                break
        if not grown or size > MAX_ROW_BYTES:
            return lines, (), "a quote is opened and never closed"
        data = b"".join(lines)
    if isinstance(found, str):
        return lines, (), found
    if shape.columns and len(found) != shape.columns and _ends_at_opening(data, found, shape.delimiter):
        return lines, (), f"{len(found)} fields where the header has {shape.columns}"
    return lines, found, ""


def split(data: bytes, delimiter: bytes) -> tuple[tuple[int, int], ...] | str | None:
    """Where the fields of a record stand; None while a quote is open, a fault as text. Other quotes are characters."""
    quoted, plain = _patterns(delimiter)
    end = len(data.removesuffix(b"\n").removesuffix(b"\r"))
    fields, place = [], 0
    while True:
        begin = place
        if data[place : place + 1] == b'"':
            match = quoted.match(data, place)
            if match is None:
                return None
            place = match.end()
            if place < end and data[place : place + 1] != delimiter:
                return "a quote stands where the field should end; write it twice"
        else:
            place = plain.match(data, place, end).end()
        fields.append((begin, place))
        if place >= end:
            return tuple(fields)
        place += 1


@cache
def _patterns(delimiter: bytes) -> tuple[re.Pattern, re.Pattern]:
    return re.compile(rb'"[^"]*+(?:""[^"]*+)*+"'), re.compile(b"[^" + re.escape(delimiter) + b"]*+")


def _is_blank(data: bytes, fields: tuple, shape: Shape | None) -> bool:
    """A line without a sign is no row; spaces are, where they are all that a row of one column holds."""
    if shape and (len(fields) > 1 or shape.columns == 1):
        return not data.strip(b"\r\n")
    return not data.strip()


def _ends_at_opening(data: bytes, fields: tuple, delimiter: bytes) -> bool:
    """Whether a quoted field of several lines ends with what looks like the opening quote of a later row."""
    return any(
        data[begin : begin + 1] == b'"' and count_ends(data[begin:end]) and data[end - 2 : end - 1] in (delimiter, *ENDS)
        for begin, end in fields
    )


def plan_records(rows: Iterator[Record], path: str, out_of_part: str, limit: int, how: bytes) -> Iterator[Part]:
    """Parts of at most `limit` rows and BYTES_A_PART bytes.

    `out_of_part` is a format with the part's number and a digest of what it holds and of `how` that is read (a header, an
    encoding): a part whose rows were changed since, or are read otherwise, has another name and is judged again.
    """
    number, row = 0, 1
    first, count, size, digest = None, 0, 0, _digest(how)

    def part() -> Part:
        return Part(path, out_of_part.format(number, digest.hexdigest()), row, count, first.offset, size, first.line)

    for record in rows:
        if first is not None and (count >= limit or size + record.length > BYTES_A_PART):
            yield part()
            number, row = number + 1, row + count
            first, count, size, digest = None, 0, 0, _digest(how)
        first = first or record
        count, size = count + (not record.blank), size + record.length
        digest.update(record.data or record.length.to_bytes(8))  # of a row that is too long its length tells
    if count:
        yield part()


def _digest(how: bytes) -> blake2b:
    return blake2b(how, digest_size=6)


def read_rows(
    part: Part, shape: Shape | None, chunk: int, parse: Callable[[Record], str], on_bad: Callable[[BadRow], None]
) -> Iterator[tuple[list[Record], list[str]]]:
    """The part's rows in chunks with their posts, blank lines left out; one chunk at least, without rows where all are malformed.

    What `parse` refuses with ValueError goes to `on_bad`.
    """
    with open_bytes(part.path) as stream:
        stream.seek(part.place)
        piece = io.BytesIO(stream.read(part.size))
    rows: list[Record] = []
    posts: list[str] = []
    number, given = part.row, False
    for record in records(piece, shape, part.place, part.line):
        if record.blank:
            continue
        try:
            if record.data is None:
                raise ValueError(f"longer than {MAX_ROW_BYTES:,} bytes; a line end or a closing quote is missing")
            if record.fault:
                raise ValueError(f"broken CSV ({record.fault})")
            posts.append(parse(record))
            rows.append(record)
        except UnicodeDecodeError as error:
            advice = "save the file again as UTF-8, or name its --encoding (Excel: cp1252)"
            on_bad(BadRow(part.path, number, f"(line {record.line}) not {error.encoding.upper()} ({error.reason}); {advice}"))
        except ValueError as error:
            on_bad(BadRow(part.path, number, f"(line {record.line}) {error}"))
        number += 1
        if len(rows) == chunk:
            yield rows, posts
            rows, posts, given = [], [], True
    if rows or not given:
        yield rows, posts
