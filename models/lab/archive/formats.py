"""Which module reads and writes which kind of file."""

from pathlib import Path
from types import ModuleType

from . import csv_rows, json_rows, parquet_rows

FORMATS: dict[str, ModuleType] = {
    ".parquet": parquet_rows,
    ".csv": csv_rows,
    ".csv.gz": csv_rows,
    ".tsv": csv_rows,
    ".tsv.gz": csv_rows,
    ".jsonl": json_rows,
    ".ndjson": json_rows,
    ".jsonl.gz": json_rows,
    ".ndjson.gz": json_rows,
}


def format_of(path: Path | str) -> ModuleType | None:
    """By the end of the file's name; None when it is none of them."""
    name = str(path).lower()
    return next((module for suffix, module in FORMATS.items() if name.endswith(suffix)), None)
