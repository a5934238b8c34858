"""Makes the data folder that the product's model is trained on: the data sets, the posts written for it, and labels given by
readers to posts of the unlabelled pools.

`own_posts/**/*.csv` holds posts written for the product (label, text, lang, author, kind). Those of an author whose name begins
with `dev` are never trained on: they are dev/own_fr and dev/own_en. Those in a folder `*_round` are a block of that name, so that
a mix can weigh them apart. `own_posts/pool_labels.csv` holds the readers' labels without the posts: the SHA-256 of a text and its
label, joined with DATA/unlabelled. `topics/train_LANGUAGE.csv` and `topics/dev_LANGUAGE.csv` hold posts labelled for the head of
topics: what such a post does tells its side too (ACT_LABELS).
"""

import csv
import gzip
import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import compress
from pathlib import Path

from .sets import LANGUAGES, DataError, read_posts, set_names
from .sets import data_file as file_of
from .split import bare_words
from .text import normalise

OWN = Path(__file__).parent / "own_posts"
TOPIC_POSTS = Path(__file__).parent / "topics"
POOL_LABELS = "pool_labels.csv"
ACT_LABELS = {"complaint": "0", "praise": "1", "question": "2", "information": "2"}
"""Label of a post by its act: who only asks or informs is neutral, also where a delay is asked about or told."""
HELD_OUT = "01"
"""First hex digit of the digest of a pool post's bare words when it is in dev/read_fr or dev/read_en: an eighth of them."""
Row = tuple[str, str, str, str]
"""Label (0 negative, 1 positive, 2 neutral), text, language, block."""


def gather(data: Path, target: Path, own: Path = OWN, topics: Path = TOPIC_POSTS) -> dict[str, int]:
    """Links every set of `data` into `target` and writes the own ones beside them; returns the rows of each written set.

    A text that would stand in train/ and in dev/ or test/ (links, handles, case, punctuation aside) is left out of the own sets;
    a training set of `data` that has such texts is written without them instead of linked.
    Raises DataError when a row has no known label or language, or when a reader's label finds no post in DATA/unlabelled.
    """
    sets = own_sets(own) | topic_sets(topics)
    for (text, language), label in pool_posts(data / "unlabelled", own / POOL_LABELS):
        part = "dev" if digest(_key(text))[0] in HELD_OUT else "train"
        sets.setdefault(f"{part}/read_{language}", []).append((label, text, language, ""))
    for part in ("train", "dev", "test"):
        (target / part).mkdir(parents=True, exist_ok=True)
        for name in set_names(data, part):
            link = file_of(target, name)
            link.unlink(missing_ok=True)
            link.symlink_to(file_of(data, name).resolve())
    without_leaks(data, sets)
    for name, rows in sets.items():
        write_set(file_of(target, name), rows)
    rows = {name: len(rows) for name, rows in sets.items()} | copy_without_held_out(data, target)
    return dict(sorted(rows.items()))


def copy_without_held_out(data: Path, target: Path) -> dict[str, int]:
    """Replaces the link to each training set that shares texts with dev/ or test/ by a copy without them; returns their rows."""
    held_out = (name for part in ("dev", "test") for name in set_names(data, part))
    held = {_key(post.text) for name in held_out for post in read_posts(file_of(data, name))}
    rows = {}
    for name in set_names(data, "train"):
        kept = [_key(post.text) not in held for post in read_posts(file_of(data, name))]
        if not all(kept):
            file_of(target, name).unlink()
            write_kept(file_of(data, name), file_of(target, name), kept)
            rows[name] = sum(kept)
    return rows


def own_sets(folder: Path) -> dict[str, list[Row]]:
    """The posts written for the product, by set: train/own_fr, dev/own_en and so on."""
    sets: dict[str, list[Row]] = defaultdict(list)
    for path in sorted(folder.rglob("*.csv")):
        if path.name != POOL_LABELS:
            for row, record in enumerate(_records(path), start=2):
                part = "dev" if record["author"].startswith("dev") else "train"
                sets[f"{part}/own_{record['lang']}"].append(_checked(path, row, record))
    return sets


def topic_sets(folder: Path) -> dict[str, list[Row]]:
    """The posts labelled by topic and act, with the label of their act: train/topics_fr, dev/topics_en and so on."""
    sets: dict[str, list[Row]] = {}
    for part in ("train", "dev"):
        for language in LANGUAGES:
            path = folder / f"{part}_{language}.csv"
            if path.is_file():
                rows = enumerate(_records(path), start=2)
                sets[f"{part}/topics_{language}"] = [_of_act(path, row, record, language) for row, record in rows]
    return sets


def without_leaks(data: Path, sets: dict[str, list[Row]]) -> None:
    """Takes out of the dev sets what `data` trains on, and out of the training sets what is in a dev or test set."""
    trained, held = set(), set()
    for part, keys in (("train", trained), ("dev", held), ("test", held)):
        keys.update(_key(post.text) for name in set_names(data, part) for post in read_posts(file_of(data, name)))
    for name in [name for name in sets if name.startswith("dev/")]:
        sets[name] = [row for row in sets[name] if _key(row[1]) not in trained]
        held.update(_key(row[1]) for row in sets[name])
    for name in [name for name in sets if name.startswith("train/")]:
        sets[name] = [row for row in sets[name] if _key(row[1]) not in held]


def _key(text: str) -> str:
    return bare_words(normalise(text))


def pool_posts(pools: Path, labels: Path) -> Iterator[tuple[tuple[str, str], str]]:
    """Yields ((text, language), label) of each post of the pools that a reader labelled."""
    if not labels.is_file():
        return
    wanted = {record["sha256"]: record["label"] for record in _records(labels)}
    for path in sorted(pools.glob("*.csv.gz")):
        with gzip.open(path, "rt", encoding="utf-8", newline="") as stream:
            for record in csv.DictReader(stream):
                if label := wanted.pop(digest(record["text"]), None):
                    yield (record["text"], record["lang"]), label
    if wanted:
        raise DataError(f"{labels}: {len(wanted)} labels find no post in {pools}; pass the --data that they were given for")


def digest(text: str) -> str:
    """Hex SHA-256 of a text."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def write_set(path: Path, rows: list[Row]) -> None:
    """Writes a set as csv.gz; the same rows give the same bytes. Their order is that of their digests: the first are a sample."""
    with path.open("wb") as raw, gzip.GzipFile("", "wb", fileobj=raw, mtime=0) as packed:
        lines = [("label", "text", "lang", "block"), *sorted(rows, key=lambda row: digest(row[1]))]
        packed.write("".join(_line(line) for line in lines).encode("utf-8"))


def write_kept(source: Path, path: Path, kept: list[bool]) -> None:
    """Writes the rows of the set `source` that are `kept`, with all their columns and in their order."""
    with gzip.open(source, "rt", encoding="utf-8", newline="") as stream, path.open("wb") as raw:
        reader = csv.reader(stream)
        lines = [next(reader), *compress(reader, kept)]
        with gzip.GzipFile("", "wb", fileobj=raw, mtime=0) as packed:
            packed.write("".join(_line(line) for line in lines).encode("utf-8"))


def _line(fields: Sequence[str]) -> str:
    return ",".join('"' + field.replace('"', '""') + '"' for field in fields) + "\r\n"


def _records(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)


def _of_act(path: Path, row: int, record: dict[str, str], language: str) -> Row:
    if record["act"] not in ACT_LABELS:
        raise DataError(f"{path}: row {row}: unknown act {record['act']!r}; use one of {', '.join(ACT_LABELS)}")
    return ACT_LABELS[record["act"]], record["text"], language, ""


def _checked(path: Path, row: int, record: dict[str, str]) -> Row:
    if record["label"] not in ("0", "1", "2") or record["lang"] not in LANGUAGES or not (record["text"] or "").strip():
        raise DataError(f"{path}: row {row}: needs label 0, 1 or 2, a text, and lang {' or '.join(LANGUAGES)}")
    block = path.parent.name if path.parent.name.endswith("_round") else ""
    return record["label"], record["text"], record["lang"], block
