"""What a pass of training is made of."""

from pathlib import Path

import numpy as np

from lab.cli import main
from lab.data.crafted import crafted_posts
from lab.data.split import train_dev
from lab.families import rnn
from lab.labels import columns
from lab.train.examples import make_examples, read_examples, softened, write_examples
from lab.train.settings import Settings
from lab.train.teacher import soft_targets


def test_each_label_is_its_own_target_and_neutral_posts_can_be_left_out(data: Path) -> None:
    examples, _ = make_examples(data, Settings(neutral=0.5), None)
    without, _ = make_examples(data, Settings(neutral=0), None)
    neutral = [example for example in examples if example.target == (0, 1, 0)]
    assert {example.target for example in without} == {(1, 0, 0), (0, 0, 1)}
    assert len(neutral) == len(examples) - len(without) > 0
    assert {example.copies for example in neutral} == {0.5}


def test_only_posts_that_emoticons_labelled_train_the_pair_and_their_neutral_ones_are_left_out(data: Path) -> None:
    examples, used = make_examples(data, Settings(), None)
    pairs = [example for example in examples if example.pair]
    assert len(pairs) == used["train/sentiment140"] == 160
    assert all(example.target[1] == 0 for example in pairs)
    assert used["train/sanders"] == 120


def test_the_mix_says_how_often_the_posts_of_a_set_are_taken(data: Path) -> None:
    examples, used = make_examples(data, Settings(mix="train/xlmt_fr=4 train/sentiment140=0.25"), None)
    assert sum(example.copies == 4 for example in examples) == used["train/xlmt_fr"]
    assert sum(example.copies == 0.25 for example in examples) == used["train/sentiment140"]


def test_a_teacher_softens_emoticon_labels_only(data: Path) -> None:
    examples, used = make_examples(data, Settings(teacher_share=0.4), lambda texts: np.full(len(texts), 0.5))
    softer = [example for example in examples if example.target[2] in (0.2, 0.8)]
    assert len(softer) == used["train/sentiment140"]


def test_a_softened_label_lies_between_label_and_opinion() -> None:
    assert softened(np.array([1.0, 0.0]), np.array([0.5, 0.5]), 0.5).tolist() == [0.75, 0.25]


def test_a_smaller_model_learns_what_an_exported_run_says_of_emoticon_labelled_posts(data: Path, learned: Path) -> None:
    posts = train_dev(data).train
    labels = columns([post.label for post in posts])
    distant = np.array([post.distant for post in posts])
    alone, pairs = soft_targets(posts, data, rnn.Params(smoothing=0.1))
    taught, _ = soft_targets(posts, data, rnn.Params(smoothing=0.1, teacher=str(learned.parent / "run"), teacher_share=1.0))
    np.testing.assert_array_equal(pairs, distant)
    np.testing.assert_allclose(alone.sum(1), 1, atol=1e-6)
    np.testing.assert_allclose(alone[distant].max(1), 0.95, atol=1e-6)
    np.testing.assert_allclose(alone[~distant].max(1), 0.9 + 0.1 / 3, atol=1e-6)
    np.testing.assert_array_equal(taught[~distant], alone[~distant])
    assert (taught[distant] != alone[distant]).any(1).all()
    assert (taught.argmax(1) == labels)[distant].mean() > 0.9


def test_examples_are_read_back_as_they_were_written(data: Path, tmp_path: Path) -> None:
    examples, _ = make_examples(data, Settings(crafted=50), None)
    write_examples(tmp_path, examples)
    assert read_examples(tmp_path) == examples


def test_crafted_posts_are_whole_and_the_same_for_the_same_seed() -> None:
    posts = list(crafted_posts(2000, 1))
    assert posts == list(crafted_posts(2000, 1))
    assert {(label, language) for _, label, language in posts} == {
        (label, language) for label in (0, 1, 2) for language in ("en", "fr")
    }
    assert not any("{" in text or "}" in text or text != text.strip() for text, *_ in posts)


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
