"""Lines of bytes that end with LF, CRLF or CR, as the service's files may; nothing else ends one, U+2028 is part of the text."""

from collections.abc import Iterator
from typing import BinaryIO

CHUNK = 1 << 20
ENDS = (b"\n", b"\r")


def read_lines(stream: BinaryIO, most: int) -> Iterator[bytes]:
    """Every line from where the stream stands, its end included; one of more than `most` bytes comes in pieces."""
    rest = b""
    while chunk := stream.read(CHUNK):
        lines = (rest + chunk).splitlines(keepends=True)
        rest = b"" if lines[-1].endswith(b"\n") else lines.pop()  # it may go on, a CR with the LF that belongs to it
        yield from lines
        if len(rest) > most:
            keep = len(rest) - rest.endswith(b"\r")
            yield rest[:keep]
            rest = rest[keep:]
    if rest:
        yield rest


def count_ends(data: bytes) -> int:
    """How many lines end within."""
    return data.count(b"\n") + data.count(b"\r") - data.count(b"\r\n")
