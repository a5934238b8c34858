"""Reads labelled posts (csv.gz: label, text, lang and sometimes block) and refuses bad files with file, row and reason."""

import csv
import gzip
import hashlib
from dataclasses import dataclass
from pathlib import Path

from .text import is_empty, normalise

LABELS = {"0": 0, "1": 1, "2": 2}
NEGATIVE, POSITIVE, NEUTRAL = 0, 1, 2
LEAST_NEUTRAL = 20
"""Neutral posts that a set needs before figures of three labels mean something."""
LANGUAGES = ("en", "fr")


class DataError(Exception):
    """A data file that cannot be used; the message names the file, the row, the reason and what to do."""


@dataclass(frozen=True)
class Post:
    """One labelled post: `text` is normalised, `label` 0 negative, 1 positive, 2 neutral, `block` may be empty.

    `distant`: an emoticon gave the label, see `is_distant`.
    """

    text: str
    label: int
    language: str
    block: str = ""
    distant: bool = False


def read_posts(path: Path) -> list[Post]:
    """All posts of one csv.gz file, in its order.

    Raises DataError when the file is missing, empty, not gzip or not UTF-8, lacks a column, or has a row with an
    unknown label, an unknown language or no text.
    """
    if not path.is_file():
        raise DataError(f"{path}: no such file; pass the folder that holds train/, dev/ and test/ with --data")
    row, distant = 1, is_distant(path.name.removesuffix(".csv.gz"))
    posts: list[Post] = []
    try:
        with gzip.open(path, "rt", encoding="utf-8", newline="") as stream:
            reader = csv.DictReader(stream)
            _check_columns(path, reader.fieldnames)
            for row, record in enumerate(reader, start=2):
                posts.append(_post(path, row, record, distant))
    except UnicodeDecodeError as error:
        raise DataError(f"{path}: after row {row}: not UTF-8 ({error.reason}); save the file again as UTF-8") from error
    except (gzip.BadGzipFile, EOFError) as error:
        raise DataError(f"{path}: after row {row}: broken gzip ({error}); compress the CSV again with gzip") from error
    except csv.Error as error:
        raise DataError(f"{path}: after row {row}: broken CSV ({error}); quote the fields again") from error
    if not posts:
        raise DataError(f"{path}: row 1: no posts after the header; put at least one labelled post into it")
    return posts


DISTANT = ("sentiment140", "fr_translated")
"""Sets whose labels come from emoticons. Nobody looked whether such a post is neutral, and one label in six is not what people
would give."""


def is_distant(name: str) -> bool:
    """Whether the labels of a set such as `dev/sentiment140` come from emoticons."""
    return name.rpartition("/")[2] in DISTANT


def worded(posts: list[Post]) -> list[Post]:
    """The posts that have words to judge."""
    return [post for post in posts if not is_empty(post.text)]


def sided(posts: list[Post]) -> list[Post]:
    """The posts that are negative or positive and have words to judge."""
    return [post for post in posts if post.label != NEUTRAL and not is_empty(post.text)]


def data_file(folder: Path, name: str) -> Path:
    """The file of a set such as `train/sentiment140` in the data folder."""
    if not folder.is_dir():
        raise DataError(f"{folder}: no such data folder; pass the folder that holds train/, dev/ and test/ with --data")
    return folder / f"{name}.csv.gz"


def set_names(folder: Path, part: str) -> list[str]:
    """Names such as `test/sentiment140` of all sets in one part (train, dev or test) of the data folder, sorted."""
    names = sorted(f"{part}/{path.name.removesuffix('.csv.gz')}" for path in (folder / part).glob("*.csv.gz"))
    if not names:
        raise DataError(f"{folder / part}: no *.csv.gz files; pass the folder that holds train/, dev/ and test/ with --data")
    return names


def sha256(path: Path) -> str:
    """Hex SHA-256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def measured_sets(folder: Path) -> dict[str, str]:
    """SHA-256 of every dev and test set of a data folder, by name."""
    return {name: sha256(data_file(folder, name)) for part in ("dev", "test") for name in set_names(folder, part)}


def _check_columns(path: Path, columns: list[str] | None) -> None:
    missing = [name for name in ("label", "text", "lang") if name not in (columns or [])]
    if missing:
        raise DataError(f"{path}: row 1: column {missing[0]} is missing; the header must be label,text,lang[,block]")


def _post(path: Path, row: int, record: dict[str, str], distant: bool) -> Post:
    label = LABELS.get(record["label"] or "")
    if label is None:
        raise DataError(f"{path}: row {row}: unknown label {record['label']!r}; use 0 negative, 1 positive or 2 neutral")
    if record["lang"] not in LANGUAGES:
        raise DataError(f"{path}: row {row}: unknown language {record['lang']!r}; use one of {', '.join(LANGUAGES)}")
    if not (record["text"] or "").strip():
        raise DataError(f"{path}: row {row}: empty text; remove the row")
    return Post(normalise(record["text"]), label, record["lang"], record.get("block") or "", distant)
