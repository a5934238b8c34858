"""Reading labelled posts, and refusing what is wrong with file, row and reason."""

import gzip
from pathlib import Path

import pytest

from conftest import write_csv
from lab.data.sets import DataError, data_file, read_posts, set_names, sided

GOOD = {"label": "1", "text": "Merci !", "lang": "fr"}


def test_posts_are_read_in_order_and_cleaned(tmp_path: Path) -> None:
    rows = [GOOD, {"label": "0", "text": "late @air https://x.example", "lang": "en"}]
    posts = read_posts(write_csv(tmp_path / "a.csv.gz", rows))
    assert [(post.label, post.text, post.language) for post in posts] == [(1, "Merci !", "fr"), (0, "late @user http", "en")]


def test_only_posts_with_a_side_and_words_are_sided(tmp_path: Path) -> None:
    rows = [GOOD, GOOD | {"label": "2"}, GOOD | {"text": "@x https://y.example"}]
    assert len(sided(read_posts(write_csv(tmp_path / "a.csv.gz", rows)))) == 1


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([{"label": "1", "text": "x"}], "row 1: column lang is missing"),
        ([GOOD, GOOD | {"label": "positive"}], "row 3: unknown label 'positive'; use 0"),
        ([GOOD | {"lang": "de"}], "row 2: unknown language 'de'; use one of en, fr"),
        ([GOOD | {"text": "  "}], "row 2: empty text; remove the row"),
    ],
)
def test_a_bad_row_is_named_with_its_reason(tmp_path: Path, rows: list[dict], message: str) -> None:
    path = write_csv(tmp_path / "bad.csv.gz", rows)
    with pytest.raises(DataError) as caught:
        read_posts(path)
    assert str(path) in str(caught.value)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (gzip.compress(b"label,text,lang\n"), "no posts after the header"),
        (gzip.compress(b""), "column label is missing"),
        (gzip.compress("label,text,lang\n1,déçu,fr\n".encode("latin-1")), "not UTF-8"),
        (b"label,text,lang\n1,x,en\n", "broken gzip"),
        (gzip.compress(b"label,text,lang\n" + b"1,x,en\n" * 99)[:-8], "broken gzip"),
    ],
)
def test_a_bad_file_is_named_with_what_to_do(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "bad.csv.gz"
    path.write_bytes(content)
    with pytest.raises(DataError, match=message):
        read_posts(path)


def test_a_row_with_too_few_fields_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "short.csv.gz"
    path.write_bytes(gzip.compress(b"label,text,lang\n1\n"))
    with pytest.raises(DataError, match="row 2"):
        read_posts(path)


def test_a_missing_data_folder_says_what_to_pass(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="--data"):
        data_file(tmp_path / "nowhere", "train/x")
    with pytest.raises(DataError, match="--data"):
        set_names(tmp_path, "train")
    with pytest.raises(DataError, match="--data"):
        read_posts(tmp_path / "none.csv.gz")
