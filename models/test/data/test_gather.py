"""The data folder: base sets, posts written for the product, labels given by readers."""

import csv
import gzip
import shutil
from pathlib import Path

import pytest

from conftest import some_rows, write_csv
from lab.cli import main
from lab.data.gather import HELD_OUT, POOL_LABELS, digest, gather, own_sets
from lab.data.sets import DataError, data_file, read_posts
from lab.data.split import bare_words, train_dev

POOL = [{"text": f"Post numéro {number} sur le quai", "lang": "fr"} for number in range(64)]


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A data folder with a pool that has no labels."""
    folder = tmp_path / "base"
    for part in ("train", "dev", "test"):
        write_csv(folder / part / "tweets.csv.gz", some_rows(20, len(part)))
    write_csv(folder / "unlabelled" / "pool.csv.gz", POOL)
    return folder


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder of own posts."""
    (tmp_path / "own").mkdir()
    return tmp_path / "own"


def write_own(folder: Path, author: str, rows: list[tuple[int, str]], language: str = "fr") -> None:
    (folder / language).mkdir(exist_ok=True)
    with (folder / language / f"{author}.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["label", "text", "lang", "author", "kind"])
        writer.writerows([label, text, language, author, "facts"] for label, text in rows)


def write_labels(folder: Path, texts: list[str]) -> None:
    lines = ["sha256,label", *(f"{digest(text)},{number % 3}" for number, text in enumerate(texts))]
    (folder / POOL_LABELS).write_text("\n".join(lines) + "\n", encoding="utf-8")


def texts(folder: Path, name: str) -> set[str]:
    return {post.text for post in read_posts(data_file(folder, name))}


def test_base_sets_are_linked_and_own_posts_stand_beside_them_by_language_and_part(base: Path, own: Path, tmp_path: Path) -> None:
    write_own(own, "awa", [(0, "Valise en miettes"), (2, "Quel terminal ?")])
    write_own(own, "ben", [(1, 'Lovely, "really"')], "en")
    write_own(own, "devzoé", [(1, "Vol sans histoire, bravo")])
    made = gather(base, tmp_path / "made", own, own)
    assert made == {"dev/own_fr": 1, "train/own_en": 1, "train/own_fr": 2}
    assert data_file(tmp_path / "made", "train/tweets").resolve() == data_file(base, "train/tweets")
    assert texts(tmp_path / "made", "train/own_en") == {'Lovely, "really"'}
    assert texts(tmp_path / "made", "dev/own_fr") == {"Vol sans histoire, bravo"}


def test_the_posts_of_a_round_are_a_block(base: Path, own: Path, tmp_path: Path) -> None:
    write_own(own, "awa", [(0, "Valise en miettes")])
    (own / "fr" / "second_round").mkdir()
    (own / "fr" / "second_round" / "zita.csv").write_text(
        "label,text,lang,author,kind\n1,Valise intacte,fr,zita,facts\n", encoding="utf-8"
    )
    gather(base, tmp_path / "made", own, own)
    posts = read_posts(data_file(tmp_path / "made", "train/own_fr"))
    assert {post.text: post.block for post in posts} == {"Valise en miettes": "", "Valise intacte": "second_round"}


def test_a_training_post_that_a_dev_or_test_set_holds_out_is_left_out_of_the_copy(base: Path, own: Path, tmp_path: Path) -> None:
    held = sorted(texts(base, "test/tweets"))[0]
    rows = [*some_rows(20, 7), {"label": "1", "text": f"{held.upper()} https://example.com/a", "lang": "fr"}]
    write_csv(base / "train" / "more.csv.gz", rows)
    made = gather(base, tmp_path / "made", own, own)
    assert made == {"train/more": 20}
    assert not data_file(tmp_path / "made", "train/more").is_symlink()
    assert texts(tmp_path / "made", "train/more") == {post.text for post in read_posts(data_file(base, "train/more"))[:20]}
    train_dev(tmp_path / "made")  # raises for a post on both sides


def test_readers_labels_find_their_posts_and_an_eighth_is_held_out(base: Path, own: Path, tmp_path: Path) -> None:
    write_labels(own, [row["text"] for row in POOL])
    made = gather(base, tmp_path / "made", own, own)
    held = {row["text"] for row in POOL if digest(bare_words(row["text"]))[0] in HELD_OUT}
    assert made == {"dev/read_fr": len(held), "train/read_fr": 64 - len(held)}
    assert texts(tmp_path / "made", "dev/read_fr") == held


def test_a_text_never_stands_on_both_sides(base: Path, own: Path, tmp_path: Path) -> None:
    with gzip.open(data_file(base, "test/tweets"), "rt", encoding="utf-8") as stream:
        tested = next(csv.DictReader(stream))["text"]
    write_own(own, "awa", [(0, tested.upper()), (0, "Valise PERDUE !"), (1, "Merci")])
    write_own(own, "devzoé", [(0, "valise perdue @user"), (1, "bien")])
    assert gather(base, tmp_path / "made", own, own) == {"dev/own_fr": 2, "train/own_fr": 1}


def test_the_same_rows_give_the_same_file_in_any_order(base: Path, own: Path, tmp_path: Path) -> None:
    rows = [(number % 3, f"Post {number}") for number in range(30)]
    for name, some in (("a", rows), ("b", rows[::-1])):
        write_own(own, "awa", some)
        gather(base, tmp_path / name, own, own)
    assert data_file(tmp_path / "a", "train/own_fr").read_bytes() == data_file(tmp_path / "b", "train/own_fr").read_bytes()


def test_a_label_without_its_post_stops_with_what_to_do(base: Path, own: Path, tmp_path: Path) -> None:
    write_labels(own, ["never seen"])
    with pytest.raises(DataError, match=r"1 labels find no post in .*unlabelled; pass the --data"):
        gather(base, tmp_path / "made", own, own)


@pytest.mark.parametrize("row", [("3", "x"), ("0", "  ")])
def test_a_bad_own_post_is_named_by_file_and_row(own: Path, row: tuple) -> None:
    write_own(own, "awa", [(0, "bien"), row])
    with pytest.raises(DataError, match=r"awa.csv: row 3: needs label 0, 1 or 2, a text"):
        own_sets(own)


def test_the_committed_posts_can_be_read_and_the_command_says_what_it_made(
    base: Path, tmp_path: Path, capsys, monkeypatch
) -> None:
    from lab.data import gather as module

    own = Path(shutil.copytree(module.OWN, tmp_path / "posts"))
    (own / POOL_LABELS).unlink()
    monkeypatch.setattr(module.gather, "__defaults__", (own, module.TOPIC_POSTS))
    assert main(["gather", "--data", str(base), "--out", str(tmp_path / "made")]) == 0
    shown = capsys.readouterr().out
    assert "train/own_fr" in shown
    assert "dev/own_en" in shown
    assert "train/topics_fr" in shown


def write_acts(folder: Path, part: str, rows: list[tuple[str, str]]) -> None:
    with (folder / f"{part}.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["text", "topics", "act", "needs_answer"])
        writer.writerows([text, "delay", act, 0] for text, act in rows)


def test_posts_labelled_by_topic_take_the_side_of_their_act_and_keep_their_part(base: Path, own: Path, tmp_path: Path) -> None:
    acts = [("Trois heures de retard", "complaint"), ("À l'heure, bravo", "praise")]
    write_acts(own, "train_fr", [*acts, ("Le vol est à l'heure ?", "question"), ("Vol retardé de dix minutes", "information")])
    write_acts(own, "dev_en", [("On time again", "praise"), ("TROIS heures de retard !", "complaint")])
    made = gather(base, tmp_path / "made", own=tmp_path / "none", topics=own)
    assert made == {"dev/topics_en": 2, "train/topics_fr": 3}
    labels = {post.text: post.label for post in read_posts(data_file(tmp_path / "made", "train/topics_fr"))}
    assert labels == {"À l'heure, bravo": 1, "Le vol est à l'heure ?": 2, "Vol retardé de dix minutes": 2}


def test_an_act_that_nobody_knows_is_named_by_file_and_row(base: Path, own: Path, tmp_path: Path) -> None:
    write_acts(own, "train_fr", [("Bravo", "praise"), ("Bof", "shrug")])
    with pytest.raises(DataError, match=r"train_fr.csv: row 3: unknown act 'shrug'; use one of complaint, praise"):
        gather(base, tmp_path / "made", own=tmp_path / "none", topics=own)
