"""What Python's own csv and json read in files: a list of {path, encoding, delimiter} on standard input, rows as JSON out.

A row of CSV is a list of texts; one of JSON Lines a list of its members as name and value, numbers as they are written.
"""

import csv
import json
import re
import sys


def main() -> None:
    csv.field_size_limit(10_000_000)
    found = [read_csv(**file) if file["delimiter"] else read_json_lines(**file) for file in json.load(sys.stdin)]
    sys.stdout.write(json.dumps(found))


def read_csv(path: str, encoding: str, delimiter: str) -> list[list[str]]:
    with open(path, encoding=encoding, newline="") as stream:
        rows = list(csv.reader(stream, delimiter=delimiter))
    if re.fullmatch("sep=.?", "".join(rows[0])):
        rows = rows[1:]
    return [row for row in rows if row]


def read_json_lines(path: str, encoding: str, delimiter: str) -> list[list]:
    with open(path, encoding=encoding, newline="") as stream:
        lines = re.split("\r\n|\r|\n", stream.read())
    return [row for line in lines if (row := members_of(line)) is not None]


def members_of(line: str) -> list | None:
    """None where the line holds no object with a post."""
    try:
        row = json.loads(line, object_pairs_hook=Members, parse_int=Number, parse_float=Number, parse_constant=Number)
    except json.JSONDecodeError:
        return None
    posts = [value for name, value in row if name == "text"] if isinstance(row, Members) else []
    return row if posts and type(posts[-1]) is str else None


class Number(str):
    """A number as it is written, told from a text."""


class Members(list):
    """An object, told from an array."""


if __name__ == "__main__":
    main()
