"""What a family learns from: samples that keep their shares, and posts that stand in train and test are refused."""

from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from conftest import some_rows, write_csv
from lab.data.sets import DataError, Post
from lab.data.split import dev_figures, stratified, train_dev
from lab.labels import three_logits

POSTS = [Post(f"post {number}", number % 2, ("en", "fr")[number % 10 == 0], "random") for number in range(200)]


def test_a_sample_keeps_the_share_of_each_label_and_language_and_is_the_same_each_time() -> None:
    sample = stratified(POSTS, 0.1, seed=1)
    assert Counter((post.label, post.language) for post in sample) == {(0, "fr"): 2, (0, "en"): 8, (1, "en"): 10}
    assert sample == stratified(POSTS, 0.1, seed=1) != stratified(POSTS, 0.1, seed=2)
    assert stratified(POSTS, 1, seed=1) == POSTS


def some_data(folder: Path, leak: str) -> Path:
    write_csv(folder / "train" / "a.csv.gz", [*some_rows(20, 1), {"label": 1, "text": leak, "lang": "en"}])
    write_csv(folder / "dev" / "b.csv.gz", some_rows(20, 2))
    write_csv(folder / "test" / "c.csv.gz", [*some_rows(20, 3), {"label": 0, "text": "What a flight!", "lang": "en"}])
    return folder


@pytest.mark.parametrize("leak", ["What a flight!", "@someone what a FLIGHT... https://t.example/x"])
def test_a_post_of_test_in_train_is_refused_with_file_row_and_reason(tmp_path: Path, leak: str) -> None:
    with pytest.raises(DataError, match=r"a\.csv\.gz: row 22: the same post is row 22 of test/c.*remove the row from train"):
        train_dev(some_data(tmp_path, leak))


def test_only_sided_posts_of_train_and_dev_are_taken(tmp_path: Path) -> None:
    examples = train_dev(some_data(tmp_path, "another flight"))
    assert (len(examples.train), [(name, len(posts)) for name, posts in examples.dev.items()]) == (21, [("dev/b", 20)])


def test_blocks_can_be_left_out(tmp_path: Path) -> None:
    some_data(tmp_path, "x y z")
    rows = [
        row | {"block": ("random", "head_tail")[number % 2]} for number, row in enumerate(some_rows(20, 5, labels=(0, 0, 1, 1)))
    ]
    write_csv(tmp_path / "train" / "d.csv.gz", rows)
    assert len(train_dev(tmp_path, without_blocks=["head_tail"]).train) == 31


@pytest.mark.parametrize("sample", [0, -1, 1.5])
def test_a_sample_out_of_range_is_refused(tmp_path: Path, sample: float) -> None:
    with pytest.raises(DataError, match="--sample"):
        train_dev(tmp_path, sample)


def test_each_dev_set_counts_alike_in_the_mean() -> None:
    dev = {"dev/a": [Post("x", label, "en") for label in (0, 1, 0, 1)], "dev/b": [Post("y", label, "fr") for label in (0, 1)]}
    figures = dev_figures(three_logits(np.array([-1, 1, -1, 1, 1, -1], float)), dev)
    assert (figures["dev/a/accuracy"], figures["dev/b/accuracy"], figures["accuracy"]) == (1.0, 0.0, 0.5)
    assert figures["dev/b/auc"] == 0.0
