"""What is no text file of rows, by its first bytes, and the way out for each."""

from pathlib import Path

from .part import ArchiveError

WORKBOOK = "an Excel workbook is not read here; save it in Excel as “CSV UTF-8”, and give that"
WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")
"""Ends of names."""
NO_TEXT = (
    (b"PK\x03\x04", f"{WORKBOOK} (it may be another ZIP archive: unpack it)"),
    (b"\xd0\xcf\x11\xe0", WORKBOOK),
    (b"\x1f\x8b", "it is compressed; let its name end in .gz"),
    (b"PAR1", "it is Parquet; let its name end in .parquet"),
    (b"\xff\xfe\x00\x00", "it is UTF-32; turn it into UTF-8: iconv -f UTF-32 -t UTF-8"),
    (b"\xff\xfe", "it is UTF-16; turn it into UTF-8: iconv -f UTF-16 -t UTF-8"),
    (b"\xfe\xff", "it is UTF-16; turn it into UTF-8: iconv -f UTF-16 -t UTF-8"),
)


def check_text(path: Path, start: bytes) -> None:
    """Raises ArchiveError when a file that begins with `start` is none that CSV or JSON Lines could be read from."""
    for magic, way in NO_TEXT:
        if start.startswith(magic):
            raise ArchiveError(f"{path}: {way}")
    if b"\x00" in start:
        raise ArchiveError(f"{path}: holds zero bytes, as UTF-16 does; turn it into UTF-8: iconv -f UTF-16LE -t UTF-8")
