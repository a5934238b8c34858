"""The profile of the posts that a model was measured on."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer

from lab.cli import main
from lab.compare.calibrate import Calibration
from lab.compare.evaluate import Judged
from lab.data.sets import Post
from lab.export.profile import BINS, make_profile, readings


def test_readings_count_pieces_unknown_ones_and_how_unlikely_they_are(tokenizer: Tokenizer) -> None:
    pieces, unknown, surprise = readings(["late lost", "late 機"], tokenizer)
    scores = dict(json.loads(tokenizer.to_str())["model"]["vocab"])
    assert pieces.tolist() == [2, 3]
    assert unknown.tolist() == [0, 1]
    assert surprise[0] == pytest.approx(-(scores["▁late"] + scores["▁lost"]) / 2)
    least = min(scores.values()) - 10
    assert surprise[1] == pytest.approx(-(scores["▁late"] + scores["▁"] + least) / 3)


def test_each_language_is_counted_by_itself_and_test_sets_are_not(tokenizer: Tokenizer) -> None:
    posts = [Post("late", 0, "en"), Post("merci", 1, "fr"), Post("vol", 2, "fr")]
    logits = np.array([[-1, -9, 1], [-1, -9, 1], [0.1, -9, 0]], np.float32)
    calibration = Calibration(1.0, (0, 0, 0), (0.6, 0.6, 0.6))
    sets = [Judged("dev/a", posts, logits), Judged("test/b", posts, logits)]
    profile = make_profile(sets, tokenizer, calibration)
    assert profile["sets"] == ["dev/a"]
    english, french = profile["languages"]["en"], profile["languages"]["fr"]
    assert (english["posts"], english["right"], english["wrong"]) == (1, 0, 1)
    assert (french["posts"], french["right"], french["wrong"]) == (2, 1, 1)
    assert (french["negative"], french["neutral"], french["uncertain"]) == (1, 0, 1)
    assert french["confidence"] == pytest.approx(1 / (1 + np.exp(-2)) + 1 / (1 + np.exp(-0.1)), abs=1e-3)
    for name, bounds in BINS.items():
        assert len(french[name]) == len(bounds) + 1
        assert sum(french[name]) == 2


def test_labels_that_emoticons_gave_say_nothing_about_right_and_wrong(tokenizer: Tokenizer) -> None:
    judged = Judged("dev/sentiment140", [Post("late", 0, "en"), Post("great", 1, "en")], np.zeros((2, 3), np.float32))
    english = make_profile([judged], tokenizer, Calibration(1.0, (0, 0, 0)))["languages"]["en"]
    assert (english["posts"], english["right"], english["wrong"]) == (2, 0, 0)


def test_a_value_on_a_bound_belongs_to_the_upper_bin(tokenizer: Tokenizer) -> None:
    judged = Judged("dev/a", [Post("vol", 0, "fr"), Post("vol", 1, "fr")], np.zeros((2, 3), np.float32))
    assert make_profile([judged], tokenizer, Calibration(1.0, (0, 0, 0)))["languages"]["fr"]["probability"] == [
        0,
        0,
        0,
        0,
        0,
        2,
        0,
        0,
        0,
        0,
    ]


def test_an_exported_model_has_a_profile_and_the_command_makes_the_same(learned: Path, data: Path, tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(learned, folder)
    card = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    profile = card.pop("profile")
    assert profile["languages"]["en"]["posts"] == 150
    (folder / "model.json").write_text(json.dumps(card), encoding="utf-8")
    assert main(["profile", "--production", str(folder), "--data", str(data)]) == 0
    assert json.loads((folder / "model.json").read_text(encoding="utf-8")) == card | {"profile": profile}
    assert "## Posts" in (folder / "README.md").read_text(encoding="utf-8")


def test_a_folder_without_a_model_is_refused(tmp_path: Path, data: Path, capsys) -> None:
    assert main(["profile", "--production", str(tmp_path), "--data", str(data)]) == 1
    assert "export a model first" in capsys.readouterr().err
