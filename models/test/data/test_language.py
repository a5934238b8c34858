"""What tells French from English: the letter groups of a text, and the table that the service reads."""

import json
import random
import shutil

from conftest import write_csv
from lab.cli import main
from lab.data.language import as_people_write, groups, is_latin, learn, learn_other

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


SPANISH = ["el vuelo tiene retraso", "la maleta se ha perdido"] * 10


def test_another_language_has_groups_above_zero_and_both_own_ones_below():
    table = learn_other(FRENCH + ENGLISH, SPANISH)

    def odds(text):
        return table["bias"] + sum(table["groups"].get(group, 0) for group in groups(text, (2, 3, 4)))

    assert odds("el vuelo se ha perdido") > 0
    assert max(odds(text) for text in ("le vol est perdu", "the flight is lost", "le flight est late")) < 0


def test_short_posts_bare_letters_and_mixtures_are_learnt_as_french_or_english():
    written = as_people_write(["le vol est annulé"] * 5, ["the flight is late"] * 5, random.Random(2))
    assert "le vol est annule" in written
    assert "vol est annulé" in written or "le vol est" in written
    assert any("vol" in text and "flight" in text for text in written)


def test_a_text_is_latin_unless_most_of_its_letters_are_not():
    assert is_latin("Vol Кіев annulé") and is_latin("12 !") and not is_latin("Рейс AF отменён")


def test_the_command_writes_what_it_learns_from_the_training_sets(tmp_path, data):
    folder = tmp_path / "data"
    shutil.copytree(data, folder)
    write_csv(folder / "languages" / "train.csv.gz", [{"text": text, "lang": "es"} for text in SPANISH])
    out = tmp_path / "languages.json"
    assert main(["language", "--data", str(folder), "--out", str(out)]) == 0
    tables = json.loads(out.read_text("utf-8"))
    assert all(len(group) == 3 and weight == round(weight, 1) for group, weight in tables["french"].items())
    assert tables["other"]["groups"] and all(2 <= len(group) <= 4 for group in tables["other"]["groups"])


def test_the_command_asks_for_posts_in_other_languages(tmp_path, data, capsys):
    assert main(["language", "--data", str(data), "--out", str(tmp_path / "out.json")]) == 1
    assert "languages/train.csv.gz: no such file" in capsys.readouterr().err


def test_the_command_says_what_is_missing(tmp_path, capsys):
    assert main(["language", "--data", str(tmp_path / "none"), "--out", str(tmp_path / "out.json")]) == 1
    assert "no *.csv.gz files" in capsys.readouterr().err
