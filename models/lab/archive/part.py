"""What one worker judges at a time, and what can be wrong with an archive."""

import zlib
from dataclasses import dataclass

import pyarrow

from ..errors import LabError

ROWS_A_PART = 20_000
"""A minute or two of one core: little is lost when a run ends, and thousands of parts keep a cluster evenly busy."""
BYTES_A_PART = 32 << 20
"""A part of long rows ends here, so that no worker holds more."""


DIGITS = 4
"""Decimals of probabilities; more would only be noise."""
FILE_FAULTS = (OSError, EOFError, zlib.error, pyarrow.ArrowInvalid)
"""What a disk, or a file that was cut off, may raise in the midst of reading or writing."""


class ArchiveError(LabError):
    """An archive that cannot be judged; the message names the file and the row, and says what to do."""


@dataclass(frozen=True)
class Part:
    """Some rows of one input, and the file that their verdicts go to."""

    path: str
    out: str
    row: int
    """Number of the first row, from 1; the header of a CSV file is none."""
    rows: int
    """Rows without the blank lines, the malformed ones included."""
    place: int
    """CSV and JSON Lines: the byte where the part begins. Parquet: the row group."""
    size: int
    """CSV and JSON Lines: bytes. Parquet: rows of the group that lie before the part."""
    line: int = 1
    """CSV and JSON Lines: number of the first line, from 1."""


@dataclass(frozen=True)
class Reading:
    """How the rows are to be read; the same for all inputs."""

    column: str = "text"
    delimiter: str = ""
    """Told from the header when it is empty."""
    skip_bad: bool = False
    encoding: str = "utf-8"


@dataclass(frozen=True)
class BadRow:
    """A row that cannot be judged, and why."""

    path: str
    row: int
    reason: str

    def __str__(self) -> str:
        return f"{self.path}: row {self.row}: {self.reason}"
