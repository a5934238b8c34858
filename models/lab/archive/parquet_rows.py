"""Archives in Parquet: every column kept with its type, the verdict's columns added."""

from collections.abc import Callable, Iterator, Sequence
from hashlib import blake2b
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from ..labels import LABELS
from .part import ArchiveError, BadRow, Part, Reading

TYPES = dict.fromkeys(("probability", *LABELS, "needs_answer"), pa.float64()) | {"certain": pa.bool_(), "truncated": pa.bool_()}
"""Of the verdict's columns that are no text, by the end of their names."""


def plan(path: Path, out: str, limit: int, reading: Reading) -> Iterator[Part]:
    """The parts of a file, from its footer alone. Raises ArchiveError when it is no Parquet or lacks the column.

    When the file was written since, all its parts have other names: its rows are not read here.
    """
    try:
        file = pq.ParquetFile(path)
    except pa.ArrowInvalid as error:
        raise ArchiveError(f"{path}: no Parquet file ({error}); write it again") from error
    with file:
        _check_column(path, file.schema_arrow, reading.column)
        number, row = 0, 1
        status = path.stat()
        digest = blake2b(f"{status.st_size} {status.st_mtime_ns}".encode(), digest_size=6).hexdigest()
        for group in range(file.num_row_groups):
            rows = file.metadata.row_group(group).num_rows
            for before in range(0, rows, limit):
                count = min(limit, rows - before)
                yield Part(str(path), out.format(number, digest), row, count, group, before)
                number, row = number + 1, row + count


def read(
    part: Part, chunk: int, reading: Reading, on_bad: Callable[[BadRow], None]
) -> Iterator[tuple[pa.RecordBatch, list[str]]]:
    """Chunks of rows with their posts; rows without a post go to `on_bad`."""
    end, place = part.size + part.rows, 0
    with pq.ParquetFile(part.path) as file:
        for batch in file.iter_batches(chunk, row_groups=[part.place]):
            start, stop = max(part.size - place, 0), min(end - place, len(batch))
            if start < stop:
                yield from _with_posts(batch.slice(start, stop - start), place + start, part, reading, on_bad)
            place += len(batch)
            if place >= end:
                return


def write(stream: "Writer", rows: pa.RecordBatch, verdicts: dict[str, Sequence]) -> None:
    """Appends a chunk of rows with their verdicts (by column, one value a row)."""
    kept = [place for place, name in enumerate(rows.schema.names) if name not in verdicts]  # names may come twice
    arrays = [rows.column(place) for place in kept]
    fields = [rows.schema.field(place) for place in kept]
    for name, values in verdicts.items():
        arrays.append(pa.array(values, TYPES.get(name.removeprefix("verdict_"), pa.string())))
        fields.append(pa.field(name, arrays[-1].type))
    stream.write(pa.RecordBatch.from_arrays(arrays, schema=pa.schema(fields, rows.schema.metadata)))


class Writer:
    """A Parquet file whose columns are those of the first chunk; a part has one at least."""

    def __init__(self, path: Path, part: Part, reading: Reading) -> None:
        self.path, self.file = path, None

    def __enter__(self) -> "Writer":
        return self

    def write(self, batch: pa.RecordBatch) -> None:
        if self.file is None:
            self.file = pq.ParquetWriter(self.path, batch.schema, compression="zstd")
        self.file.write_batch(batch)

    def __exit__(self, *_: object) -> None:
        if self.file is not None:
            self.file.close()


create = Writer


def _with_posts(batch: pa.RecordBatch, before: int, part: Part, reading: Reading, on_bad: Callable[[BadRow], None]):
    posts = batch.column(reading.column)
    for index in pc.indices_nonzero(posts.is_null()).to_pylist():
        on_bad(BadRow(part.path, part.row + before - part.size + index, f"no text in {reading.column!r}"))
    if len(batch) == posts.null_count:
        yield batch.slice(0, 0), []  # a part has its file, however little is in it
        return
    start = 0
    for end in [*pc.indices_nonzero(posts.is_null()).to_pylist(), len(batch)]:  # string views have no filter
        if start < end:
            yield (rows := batch.slice(start, end - start)), rows.column(reading.column).to_pylist()
        start = end + 1


def _check_column(path: Path, schema: pa.Schema, column: str) -> None:
    if column not in schema.names:
        raise ArchiveError(f"{path}: no column {column!r}, there are: {' | '.join(schema.names)}; use --text-column")
    if schema.names.count(column) > 1:
        raise ArchiveError(f"{path}: several columns {column!r}; give the one with the posts a name of its own")
    kind = schema.field(column).type
    kind = kind.value_type if pa.types.is_dictionary(kind) else kind
    if not (pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind)):
        raise ArchiveError(f"{path}: column {column!r} holds {kind}, not text; name the posts' column with --text-column")
