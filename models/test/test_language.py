"""What tells French from English: the letter groups of a text, and the table that the service reads."""

import json

import pytest

from lab.cli import main
from lab.data.language import groups, learn

FRENCH = ["le vol est en retard", "la valise est perdue"] * 10
ENGLISH = ["the flight is late", "the bag is lost"] * 10


def test_groups_count_the_ends_of_words_and_leave_links_and_handles_out():
    assert list(groups("@user Le 2 à http")) == [" le", "le ", " à "]


def test_the_table_leans_to_french_above_zero():
    table = learn(FRENCH, ENGLISH)
    assert table[" le"] > 0 > table["the"]


def test_the_table_keeps_the_groups_that_say_most():
    assert set(learn(FRENCH, ENGLISH, size=5)) < set(learn(FRENCH, ENGLISH, size=50))
    assert "the" in learn(FRENCH, ENGLISH, size=5)


def test_the_command_writes_what_it_learns_from_the_training_sets(tmp_path, data):
    out = tmp_path / "languages.json"
    assert main(["language", "--data", str(data), "--out", str(out)]) == 0
    table = json.loads(out.read_text("utf-8"))
    assert table and all(len(group) == 3 and weight == pytest.approx(round(weight, 1)) for group, weight in table.items())


def test_the_command_says_what_is_missing(tmp_path, capsys):
    assert main(["language", "--data", str(tmp_path / "none"), "--out", str(tmp_path / "out.json")]) == 1
    assert "no *.csv.gz files" in capsys.readouterr().err
