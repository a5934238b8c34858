"""From the champion and a feedback set to a challenger, and what stops it."""

import json
import shutil
from pathlib import Path

import mlflow
import pytest
from exports import line, said, some_lines, vote, write_export

from lab.cli import main
from lab.data.sets import read_posts
from lab.errors import LabError
from lab.export.card import version as version_of
from lab.feedback.build import build
from lab.feedback.mix import TooLittle, mixed_data
from lab.feedback.recipe import Retraining, recipe
from lab.feedback.rules import WEIGHTS, Rules
from lab.train.run_folder import RunError, load_run
from lab.train.settings import Settings
from lab.train.unpack import unpack

TRAIN = ["--posts", "2560", "--share", "0.5", "--rate", "3e-3", "--head-rate", "3e-3", "--threads", "1"]


@pytest.fixture
def sets(tmp_path: Path, data: Path) -> tuple[Path, str]:
    """A folder of feedback sets and the version of the one in it."""
    export = write_export(tmp_path / "export.jsonl", said(600))
    return tmp_path / "sets", build([export], data, tmp_path / "sets", Rules(holdout=0.3))["version"]


def test_the_weights_of_a_model_in_service_come_back_from_its_graph(learned: Path, tmp_path: Path, data: Path) -> None:
    unpack(learned, tmp_path / "run")
    ours, theirs = load_run(tmp_path / "run")[0].state_dict(), load_run(learned.parent / "run")[0].state_dict()
    assert ours.keys() == theirs.keys()
    for name, weights in ours.items():
        # Rounding lets the errors of a row cancel, so a single weight may be off by more than half a step; their mean may not.
        error = float((weights - theirs[name]).square().mean().sqrt())
        assert error <= float(theirs[name].abs().max()) / 100, name
    described = json.loads((tmp_path / "run" / "run.json").read_text(encoding="utf-8"))
    assert described["base"]["champion"] == version_of(learned)
    assert described["shape"] == json.loads((learned.parent / "run" / "run.json").read_text(encoding="utf-8"))["shape"]


def test_a_graph_of_another_make_is_refused(learned: Path, tmp_path: Path) -> None:
    other = shutil.copytree(learned, tmp_path / "other")
    shutil.copyfile(learned.parent / "run" / "float.onnx", other / "model.onnx")
    with pytest.raises(RunError, match="not a graph of lab export"):
        unpack(other, tmp_path / "run")


def test_retraining_learns_from_feedback_and_is_tracked_with_both_kinds_of_sets(
    ignorant: Path, sets: tuple[Path, str], data: Path, tmp_path: Path, capsys
) -> None:
    folder, version = sets
    places = ["--sets", str(folder), "--data", str(data), "--production", str(ignorant), "--runs", str(tmp_path / "runs")]
    assert main(["retrain", "--feedback", version, *places, *TRAIN]) == 0
    home = tmp_path / "runs" / f"retrain-{version}"
    assert f"--challenger {home / 'challenger'}" in capsys.readouterr().out
    card = json.loads((home / "challenger" / "model.json").read_text(encoding="utf-8"))
    assert card["metrics"]["test/feedback"]["int8"]["accuracy"] > 0.8
    assert card["base"]["champion"] == version_of(ignorant)
    assert next(entry for entry in card["data"] if entry["file"] == "train/feedback")["used"] > 50
    assert sorted(path.stem for path in (home / "figures").iterdir()) == ["confusion", "reliability", "roc"]

    run = mlflow.search_runs(experiment_names=["fine_tuned"], output_format="list")[0]
    assert run.info.run_name == f"retrain on feedback {version}"
    inputs = {found.dataset.name for found in run.inputs.dataset_inputs}
    assert {"train/sentiment140", "train/feedback", "dev/sentiment140", "test/feedback"} <= inputs
    assert "exported/test/feedback/accuracy" in run.data.metrics

    text = next(post.text for post in read_posts(folder / version / "train" / "feedback.csv.gz"))
    assert not any(text in path.read_text(encoding="utf-8", errors="ignore") for path in home.rglob("*") if path.is_file())
    assert not (home / "data").exists()


def test_the_gate_measures_on_the_hold_out_and_refuses_who_is_worse_there(
    learned: Path, ignorant: Path, sets: tuple[Path, str], data: Path, tmp_path: Path, capsys
) -> None:
    folder, version = sets
    production = shutil.copytree(learned, tmp_path / "production")
    places = ["--production", str(production), "--golden", str(tmp_path / "golden.jsonl"), "--no-registry"]
    options = ["--feedback", version, "--sets", str(folder), "--data", str(data)]
    assert main(["promote", "--challenger", str(ignorant), *options, *places]) == 1
    assert "test/feedback: accuracy" in (error := capsys.readouterr().err)
    assert "worse" in error
    assert version_of(production) == version_of(learned)


def test_feedback_has_its_share_and_no_post_is_learnt_by_heart(tmp_path: Path, data: Path) -> None:
    def seen(count: int, **more) -> tuple[float, float]:
        """Part of the posts trained on that is feedback, and how often a reviewed one is seen."""
        export = write_export(tmp_path / "export.jsonl", [one | {"review": {"label": "negative"}} for one in said(count)])
        found = tmp_path / "sets" / build([export], data, tmp_path / "sets", Rules(holdout=0))["version"]
        feedback = found / "train" / "feedback.csv.gz"
        settings = recipe(asdict_of(Settings(crafted=10)), Retraining(**more), 270.0, feedback, WEIGHTS)
        copies = settings.copies()["train/feedback/reviewed"]
        feedback_copies = copies * len(read_posts(feedback))
        share = feedback_copies / (feedback_copies + 270)
        return share, share * settings.posts / len(read_posts(feedback))

    assert seen(100, posts=1_000, share=0.2, repeats=4) == pytest.approx((0.2, 2.0), rel=0.03)
    assert seen(10, posts=1_000, share=0.2, repeats=4) == pytest.approx((0.04, 4.0), rel=0.03)


def asdict_of(settings: Settings) -> dict:
    return {name: getattr(settings, name) for name in Settings.__dataclass_fields__} | {"repeat": 3}


def test_the_champions_recipe_stays_but_for_earlier_feedback(tmp_path: Path, sets: tuple[Path, str]) -> None:
    feedback = sets[0] / sets[1] / "train" / "feedback.csv.gz"
    champion = asdict_of(Settings(mix="train/xlmt_fr=3 train/feedback/agreed=9", neutral=0.5, crafted=7, teacher_share=0.3))
    settings = recipe(champion, Retraining(), 1_000.0, feedback, WEIGHTS)
    assert (settings.neutral, settings.crafted, settings.teacher_share, settings.rate) == (0.5, 7, 0.0, 3e-5)
    assert settings.copies()["train/xlmt_fr"] == 3
    assert 0 < settings.copies()["train/feedback/agreed"] < 9
    with pytest.raises(LabError, match="between 0 and 1"):
        recipe(champion, Retraining(share=1.0), 1_000.0, feedback, WEIGHTS)


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (some_lines(1), "no negative and no positive post is held out"),
        ([line(1, "http://x.fr", [vote("a")])], "no post to learn from"),
        ([line(n, one["text"], one["votes"]) for n, one in enumerate(some_lines(60))], "no negative post is held out"),
        ([one | {"review": {"label": "neutral"}} for one in some_lines(40)], "no negative and no positive post is held out"),
    ],
)
def test_too_little_feedback_is_refused_before_any_training(lines: list[dict], reason: str, tmp_path: Path, data: Path) -> None:
    export = write_export(tmp_path / "export.jsonl", lines)
    version = build([export], data, tmp_path / "sets", Rules(holdout=0.3))["version"]
    with pytest.raises(TooLittle, match=reason):
        mixed_data(data, tmp_path / "sets" / version, tmp_path / "mixed")


def test_sets_that_the_feedback_was_not_compared_with_are_refused(sets: tuple[Path, str], data: Path, tmp_path: Path) -> None:
    other = shutil.copytree(data, tmp_path / "other")
    shutil.copyfile(data / "dev" / "sentiment140.csv.gz", other / "test" / "fr_translated.csv.gz")
    mixed_data(other, sets[0] / sets[1], tmp_path / "same")
    shutil.copyfile(data / "train" / "sentiment140.csv.gz", other / "test" / "fr_translated.csv.gz")
    with pytest.raises(LabError, match="was not compared with it"):
        mixed_data(other, sets[0] / sets[1], tmp_path / "mixed")
