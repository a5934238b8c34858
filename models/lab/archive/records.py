"""Cuts CSV and JSON Lines files into rows without reading more than a row at a time, and rows into parts."""

import gzip
import io
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

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
    """None when the row is too long to be one."""

    @property
    def blank(self) -> bool:
        return self.data is not None and not self.data.strip()


def open_bytes(path: str | Path) -> BinaryIO:
    """The file for reading from any place; `.gz` is decompressed on the way (and up to that place, which takes its time)."""
    return gzip.open(path, "rb") if str(path).endswith(".gz") else open(path, "rb")


def records(stream: BinaryIO, quoted: bool, offset: int = 0, line: int = 1) -> Iterator[Record]:
    """Every row from where the stream stands; `quoted` rows (CSV) go on over a line end within quotes.

    When a quote is never closed only the line that opens it is lost: the rows after it are read as they are.
    """
    waiting: deque[bytes] = deque()

    def next_line() -> bytes:
        return waiting.popleft() if waiting else stream.readline(MAX_ROW_BYTES + 1)

    while first := next_line():
        lines, size, quotes = [first], len(first), first.count(b'"') if quoted else 0
        while quotes % 2 and size <= MAX_ROW_BYTES and (more := next_line()):
            lines.append(more)
            size, quotes = size + len(more), quotes + more.count(b'"')
        if quotes % 2:
            waiting.extendleft(reversed(lines[1:]))
            lines = lines[:1]
        data = b"".join(lines)
        length, ends = len(data), data.count(b"\n")
        while length > MAX_ROW_BYTES and not lines[-1].endswith(b"\n") and (rest := next_line()):
            lines, length, ends = [rest], length + len(rest), ends + rest.count(b"\n")
        yield Record(offset, line, length, data if length <= MAX_ROW_BYTES else None)
        offset, line = offset + length, line + ends


def plan_records(rows: Iterator[Record], path: str, out_of_part: str, limit: int) -> Iterator[Part]:
    """Parts of at most `limit` rows and BYTES_A_PART bytes; `out_of_part` is a format with the part's number."""
    number, row, first, count, size = 0, 1, None, 0, 0
    for record in rows:
        if first is not None and (count >= limit or size + record.length > BYTES_A_PART):
            yield Part(path, out_of_part.format(number), row, count, first.offset, size, first.line)
            number, row, first, count, size = number + 1, row + count, None, 0, 0
        first = first or record
        count, size = count + (not record.blank), size + record.length
    if count:
        yield Part(path, out_of_part.format(number), row, count, first.offset, size, first.line)


def read_rows(
    part: Part, quoted: bool, chunk: int, parse: Callable[[bytes], dict], on_bad: Callable[[BadRow], None]
) -> Iterator[list[dict]]:
    """The part's rows in chunks, blank lines left out. What `parse` refuses with ValueError goes to `on_bad`."""
    with open_bytes(part.path) as stream:
        stream.seek(part.place)
        piece = io.BytesIO(stream.read(part.size))
    rows: list[dict] = []
    number = part.row
    for record in records(piece, quoted, part.place, part.line):
        if record.blank:
            continue
        try:
            if record.data is None:
                raise ValueError(f"longer than {MAX_ROW_BYTES:,} bytes; a line end or a closing quote is missing")
            rows.append(parse(record.data))
        except UnicodeDecodeError as error:
            on_bad(BadRow(part.path, number, f"(line {record.line}) not UTF-8 ({error.reason}); save the file again as UTF-8"))
        except ValueError as error:
            on_bad(BadRow(part.path, number, f"(line {record.line}) {error}"))
        number += 1
        if len(rows) == chunk:
            yield rows
            rows = []
    if rows:
        yield rows
