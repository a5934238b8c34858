"""What a pass of training is made of."""

from pathlib import Path

import numpy as np

from lab import rnn
from lab.cli import main
from lab.crafted import crafted_posts
from lab.examples import make_examples, read_examples, softened, write_examples
from lab.settings import Settings
from lab.split import train_dev
from lab.teacher import soft_targets


def test_neutral_posts_come_in_with_one_half_when_they_are_wanted(data: Path) -> None:
    without, _ = make_examples(data, Settings(), None)
    with_them, _ = make_examples(data, Settings(neutral=0.5), None)
    assert {example.target for example in without} == {0.0, 1.0}
    added = [example for example in with_them if example.target == 0.5]
    assert len(added) == len(with_them) - len(without) > 0
    assert {example.copies for example in added} <= {0.5, 1.5}


def test_the_mix_says_how_often_the_posts_of_a_set_are_taken(data: Path) -> None:
    examples, used = make_examples(data, Settings(mix="train/xlmt_fr=4 train/sentiment140=0.25"), None)
    assert sum(example.copies == 4 for example in examples) == used["train/xlmt_fr"]
    assert sum(example.copies == 0.25 for example in examples) == used["train/sentiment140"]


def test_a_teacher_softens_emoticon_labels_only(data: Path) -> None:
    examples, used = make_examples(data, Settings(teacher_share=0.4), lambda texts: np.full(len(texts), 0.5))
    softer = [example for example in examples if example.target in (0.2, 0.8)]
    assert len(softer) == used["train/sentiment140"]


def test_a_softened_label_lies_between_label_and_opinion() -> None:
    assert softened(np.array([1.0, 0.0]), np.array([0.5, 0.5]), 0.5).tolist() == [0.75, 0.25]


def test_a_smaller_model_learns_what_an_exported_run_says_of_emoticon_labelled_posts(data: Path, learned: Path) -> None:
    posts = train_dev(data).train
    labels = np.array([post.label for post in posts])
    french = np.array([post.language == "fr" for post in posts])
    alone = soft_targets(posts, data, rnn.Params(smoothing=0.1))
    taught = soft_targets(posts, data, rnn.Params(smoothing=0.1, teacher=str(learned.parent / "run"), teacher_share=1.0))
    np.testing.assert_allclose(alone, np.where(labels, 0.95, 0.05), atol=1e-6)
    np.testing.assert_array_equal(taught[french], alone[french])
    assert set(taught[~french]).isdisjoint(alone)
    assert ((taught > 0.5) == labels).mean() > 0.9


def test_examples_are_read_back_as_they_were_written(data: Path, tmp_path: Path) -> None:
    examples, _ = make_examples(data, Settings(neutral=1.0, crafted=50), None)
    write_examples(tmp_path, examples)
    assert read_examples(tmp_path) == examples


def test_crafted_posts_are_whole_and_the_same_for_the_same_seed() -> None:
    posts = list(crafted_posts(2000, 1))
    assert posts == list(crafted_posts(2000, 1))
    assert {target for _, target in posts} == {0.0, 0.5, 1.0}
    assert not any("{" in text or "}" in text or text != text.strip() for text, _ in posts)


def test_going_on_from_a_run_that_was_not_exported_says_what_to_do(data: Path, tmp_path: Path, capsys) -> None:
    arguments = [
        "train",
        "fine_tuned",
        "--no-track",
        "--data",
        str(data),
        "--run",
        str(tmp_path / "next"),
        "--from",
        str(tmp_path / "none"),
    ]
    assert main([*arguments, "--teacher-share", "0.5"]) == 1
    assert "export that run first" in capsys.readouterr().err
