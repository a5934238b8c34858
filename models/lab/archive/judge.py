"""Judges one part: reads its rows, asks for verdicts, writes them beside, and renames the file once it is whole."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from .formats import format_of
from .part import FILE_FAULTS, ArchiveError, BadRow, Part, Reading
from .verdicts import Judge

CHUNK = 256
"""Rows in hand at a time."""
UNFINISHED = ".unfinished"


@dataclass(frozen=True)
class Judged:
    """What became of a part."""

    rows: int
    """Rows read, the skipped ones included."""
    bad: list[BadRow]


def judge_part(part: Part, judge: Judge, reading: Reading, on_rows: Callable[[int], None] = lambda rows: None) -> Judged:
    """Writes `part.out`. Raises ArchiveError at a malformed row unless they are skipped; then no file is left behind.

    The file has a name of its own until it is whole: a cluster may give a part to a second worker when the first seems lost.
    """
    form, out, bad = format_of(part.path), Path(part.out), []

    def refuse(row: BadRow) -> None:
        if not reading.skip_bad:
            raise ArchiveError(f"{row}; mend it and run again, or leave such rows out with --skip-bad")
        bad.append(row)

    out.parent.mkdir(parents=True, exist_ok=True)
    beside = out.with_name(f".{out.name}.{uuid4().hex[:8]}{UNFINISHED}")
    try:
        with form.create(beside, part, reading) as stream:
            for rows, posts in form.read(part, CHUNK, reading, refuse):
                form.write(stream, rows, judge.verdicts(posts))
                on_rows(len(posts))
        _sync(beside)
        os.replace(beside, out)
    except FILE_FAULTS as error:
        raise ArchiveError(f"{part.path} → {out}: {error}; mend that and run again, what was judged is kept") from error
    finally:
        beside.unlink(missing_ok=True)
    return Judged(part.rows, bad)


def _sync(path: Path) -> None:
    """A name must not last longer than what it stands for, when the machine goes away."""
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())
