"""Archives in JSON Lines: one object a line, kept byte by byte, with the verdict behind its last member."""

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from .lines import ENDS
from .part import BadRow, Part, Reading
from .records import Record, open_bytes, plan_records, read_rows, records
from .text_files import check_text


def plan(path: Path, out: str, limit: int, reading: Reading) -> Iterator[Part]:
    """The parts of a file; reads it once, to find where its lines end."""
    with open_bytes(path) as stream:
        check_text(path, stream.read(256))
        stream.seek(0)
        yield from plan_records(records(stream, None), str(path), out, limit, reading.encoding.encode())


def read(part: Part, chunk: int, reading: Reading, on_bad: Callable[[BadRow], None]) -> Iterator[tuple[list[Record], list[str]]]:
    """Chunks of rows with their posts; what cannot be read goes to `on_bad`."""
    yield from read_rows(part, None, chunk, lambda row: _post(row.data, reading), on_bad)


def write(stream: BinaryIO, rows: Sequence[Record], verdicts: dict[str, Sequence]) -> None:
    """Appends a chunk of rows with their verdicts (by column, one value a row)."""
    for number, row in enumerate(rows):
        close = row.data.rindex(b"}")
        added = json.dumps({name: values[number] for name, values in verdicts.items()}, separators=(",", ":"))
        own = row.data[:close]
        if any(name.encode() in own for name in verdicts):
            own = _without(row.data, verdicts)
        end = row.data[close + 1 :]
        stream.write(own + b"," + added[1:].encode("ascii") + (end if end.endswith(ENDS) else end + b"\n"))


def create(path: Path, part: Part, reading: Reading) -> BinaryIO:
    """The file that a part is written to."""
    return path.open("wb")


def _post(data: bytes, reading: Reading) -> str:
    text = data.decode("utf-8-sig" if reading.encoding == "utf-8" else reading.encoding)
    try:
        row = json.loads(text, parse_int=float)  # whole numbers of thousands of digits are none of Python's
    except (json.JSONDecodeError, RecursionError) as error:
        raise ValueError(f"no JSON ({error})") from error
    if not isinstance(row, dict):
        raise ValueError("no JSON object")
    if not isinstance(row.get(reading.column), str):
        raise ValueError(f"no text under {reading.column!r}; name the field of the posts with --text-column")
    return row[reading.column]


def _without(data: bytes, verdicts: dict[str, Sequence]) -> bytes:
    """The object without an earlier verdict and its last brace; the members that stay are written as they were.

    Structure is ASCII in every encoding that is read.
    """
    text, decoder = (
        data.decode("latin-1"),
        json.JSONDecoder(strict=False, parse_int=float),
    )
    place, kept = text.index("{") + 1, []
    head = text[:place]
    while True:
        begin = place
        place = _skip(text, place)
        name, place = decoder.raw_decode(text, place)
        place = _skip(text, _skip(text, place) + 1)  # the colon
        _, place = decoder.raw_decode(text, place)
        place = _skip(text, place)
        if name not in verdicts:
            kept.append(text[begin:place])
        if text[place] == "}":
            return (head + ",".join(kept)).encode("latin-1")
        place += 1


def _skip(text: str, place: int) -> int:
    while text[place] in " \t\r\n":
        place += 1
    return place
