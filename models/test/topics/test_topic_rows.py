"""Posts labelled by hand: what is read, and what is refused."""

from pathlib import Path

import pytest
from small_posts import digest, write, write_posts

from lab.errors import LabError
from lab.topics.definitions import ACTS, DEFINED, LANGUAGES, TOPICS, URGENT, fold, is_urgent
from lab.topics.rows import read_rows, topic_matrix
from lab.topics.weak import patterns, shown


def test_the_posts_of_the_repository_are_well_formed_and_dev_shares_none_with_train() -> None:
    train, dev = read_rows("train"), read_rows("dev")
    assert len(dev) >= 600 and not {row.text for row in train} & {row.text for row in dev}
    for language in LANGUAGES:
        counts = topic_matrix([row for row in train if row.language == language]).sum(0)
        assert (counts >= 60).all(), dict(zip(TOPICS, counts, strict=True))


def test_four_in_ten_dev_posts_have_no_pattern_of_their_topic() -> None:
    rows = read_rows("dev")
    given = topic_matrix(rows)
    found = shown([row.text for row in rows], [row.language for row in rows])
    with_topic = given.any(1)
    assert ((given & found).any(1) & with_topic).sum() <= 0.6 * with_topic.sum()


def test_every_topic_and_act_has_names_definition_and_examples_in_both_languages() -> None:
    for one in (*(DEFINED["topics"][name] for name in TOPICS), *(DEFINED["acts"][name] for name in ACTS)):
        assert all(one["names"][name] and one["definition"][name] and one["examples"][name] for name in LANGUAGES)
    assert set(patterns()) == set(TOPICS)


def test_labels_of_own_posts_are_found_by_their_digest(tmp_path: Path) -> None:
    folder, own = write_posts(tmp_path / "posts"), tmp_path / "own"
    own.mkdir()
    (own / "en_a.csv").write_text("label,text,lang,author,kind\n0,my own words,en,a,x\n", encoding="utf-8")
    write(folder / "read_en.csv", "sha256", [[digest("my own words"), "delay", "complaint", "1"]])
    rows = read_rows("train", folder, own)
    assert [(row.topics, row.language) for row in rows if row.text == "my own words"] == [(("delay",), "en")]
    write(folder / "read_en.csv", "sha256", [[digest("nobody's words"), "delay", "complaint", "1"]])
    with pytest.raises(LabError, match=r"read_en\.csv: row 2: no text, or a digest that no post"):
        read_rows("train", folder, own)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (["a", "weather", "complaint", "1"], "row 2: unknown topic 'weather'; use delay"),
        (["a", "delay", "rant", "1"], "row 2: unknown act 'rant'"),
        (["a", "delay", "praise", "yes"], "row 2: needs_answer must be 0 or 1"),
        ([" ", "delay", "praise", "0"], "row 2: no text"),
    ],
)
def test_a_label_that_is_unknown_stops_with_file_and_row(tmp_path: Path, row: list[str], message: str) -> None:
    folder = write_posts(tmp_path)
    write(folder / "dev_en.csv", "text", [row])
    with pytest.raises(LabError, match=message):
        read_rows("dev", folder)


def test_a_post_that_stands_twice_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    folder = write_posts(tmp_path)
    write(folder / "dev_en.csv", "text", [["a", "", "praise", "0"]] * 2)
    with pytest.raises(LabError, match="'a' stands in dev twice"):
        read_rows("dev", folder)
    (folder / "dev_fr.csv").unlink()
    write(folder / "dev_en.csv", "text", [])
    with pytest.raises(LabError, match=r"dev_fr\.csv: no such file"):
        read_rows("dev", folder)


def test_words_of_urgency_are_found_whole_whatever_their_case_and_accents() -> None:
    assert fold("L'été à ÉVRY!") == " l ete a evry "
    assert is_urgent("Je suis BLOQUÉE à l'aéroport") and is_urgent("Please, help!")
    assert not is_urgent("unhelpful") and not is_urgent("")
    assert all(fold(phrase).strip() == phrase for phrases in URGENT.values() for phrase in phrases)
