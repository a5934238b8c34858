"""The whole way on tiny data: train → export → card → evaluate → golden, and what stops it."""

import hashlib
import json
import os
from pathlib import Path

import pytest
import torch

from lab.cli import main
from lab.export import export
from lab.train import fine_tune
from lab.train.exits import Exits
from lab.train.run_folder import load_run

COMMAND = ["train", "fine_tuned", "--no-track"]
TRAIN = ["--posts", "640", "--batch", "8", "--pieces", "0", "--rate", "3e-3", "--threads", "1"]


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory, data: Path, base: Path) -> Path:
    run = tmp_path_factory.mktemp("chain") / "run"
    assert main([*COMMAND, "--data", str(data), "--run", str(run), "--base", str(base), *TRAIN]) == 0
    return run


@pytest.fixture(scope="module")
def production(trained: Path, data: Path) -> Path:
    out = trained.parent / "production"
    assert main(["export", "--run", str(trained), "--data", str(data), "--out", str(out)]) == 0
    return out


@pytest.fixture(scope="module")
def card(production: Path) -> dict:
    return json.loads((production / "model.json").read_text(encoding="utf-8"))


def test_training_learns_the_side_of_the_words(card: dict) -> None:
    assert card["metrics"]["test/fr_translated"]["int8"]["accuracy"] > 0.9


def test_int8_says_what_float_says(card: dict) -> None:
    for entry in card["metrics"].values():
        assert entry["int8"]["accuracy"] == pytest.approx(entry["float"]["accuracy"], abs=0.05)


def test_the_version_is_the_hash_of_model_and_tokenizer(card: dict, production: Path) -> None:
    content = (production / "model.onnx").read_bytes() + (production / "tokenizer.json").read_bytes()
    assert card["version"] == hashlib.sha256(content).hexdigest()[:12]


def test_the_card_tells_files_data_and_training(card: dict, production: Path) -> None:
    for name, entry in card["files"].items():
        assert entry["bytes"] == (production / name).stat().st_size
    assert [(entry["file"], entry["rows"], entry["used"]) for entry in card["data"]] == [
        ("train/sanders", 120, 120),
        ("train/sentiment140", 240, 160),
        ("train/xlmt_fr", 60, 60),
    ]
    assert card["training"]["trained"]["posts"] == 640
    assert card["labels"] == list(card["certain"]) == ["negative", "neutral", "positive"]
    assert all(0 < score < 1 for score in card["certain"].values())
    assert len(card["calibration"]["bias"]) == 3


def test_the_readme_shows_the_cards_figures(card: dict, production: Path) -> None:
    readme = (production / "README.md").read_text(encoding="utf-8")
    assert card["version"] in readme
    assert f"{card['metrics']['dev/sentiment140']['int8']['auc']:.3f}" in readme


def test_evaluate_finds_the_figures_of_the_card(card: dict, production: Path, data: Path, capsys) -> None:
    assert main(["evaluate", "--production", str(production), "--data", str(data)]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["test/fr_translated"] == card["metrics"]["test/fr_translated"]["int8"]


def test_the_golden_file_holds_every_hard_string(production: Path, tmp_path: Path) -> None:
    path = tmp_path / "golden.jsonl"
    assert main(["golden", "--production", str(production), "--out", str(path)]) == 0
    header, *lines = [json.loads(line) for line in path.read_text(encoding="ascii").splitlines()]
    assert header == {"model": json.loads((production / "model.json").read_text())["version"]}
    assert len(lines) >= 500
    assert all((line["ids"] is None) == (line["probability"] is None) == (line["scores"] is None) for line in lines)
    assert all(sum(line["scores"]) == pytest.approx(1, abs=1e-5) for line in lines if line["scores"])
    assert all(len(line["ids"]) == 128 for line in lines if line["truncated"])
    assert path.stat().st_size < 600_000


def test_an_interrupted_run_goes_on_where_it_was(trained: Path, data: Path, base: Path) -> None:
    before = load_run(trained)[0].head.weight
    assert main([*COMMAND, "--data", str(data), "--run", str(trained), "--base", str(base), *TRAIN]) == 0
    assert torch.equal(load_run(trained)[0].head.weight, before)


def test_the_minutes_end_a_run_too(tmp_path: Path, data: Path, base: Path) -> None:
    run = [
        "train",
        "fine_tuned",
        "--no-track",
        "--data",
        str(data),
        "--run",
        str(tmp_path),
        "--base",
        str(base),
        "--minutes",
        "0.01",
        *TRAIN,
    ]
    assert main([*run, "--posts", "100000000"]) == 0


def test_an_export_that_says_something_else_is_refused(trained: Path, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(export, "FLOAT_TOLERANCE", -1.0)
    with pytest.raises(export.ExportError, match="differ from PyTorch"):
        export.export_float(load_run(trained)[0], tmp_path / "float.onnx")


def test_a_loss_that_is_not_a_number_stops_the_run(trained: Path) -> None:
    model, _ = load_run(trained)
    with torch.no_grad():
        model.head.bias.fill_(float("nan"))
    batch = torch.tensor([[0, 5, 2]]), torch.ones(1, 3, dtype=torch.long), torch.eye(3)[:1], torch.tensor([False])
    with pytest.raises(FloatingPointError, match="smaller --rate"):
        fine_tune.step(fine_tune.Learner(model, Exits(model, []), []), batch, 0.0)


@pytest.mark.parametrize("command", ["train", "export", "evaluate"])
def test_a_missing_data_folder_stops_each_command_with_one_clear_line(
    command: str, trained: Path, production: Path, base: Path, tmp_path: Path, capsys
) -> None:
    places = {
        "train": ["--run", str(tmp_path / "new"), "--base", str(base)],
        "export": ["--run", str(trained), "--out", str(tmp_path / "out")],
        "evaluate": ["--production", str(production)],
    }
    words = COMMAND if command == "train" else [command]
    assert main([*words, "--data", str(tmp_path / "none"), *places[command]]) == 1
    error = capsys.readouterr().err.strip().splitlines()[-1]
    assert error.startswith("lab: ")
    assert "--data" in error


def test_exporting_an_untrained_run_says_to_train_first(tmp_path: Path, data: Path, capsys) -> None:
    assert main(["export", "--run", str(tmp_path), "--data", str(data), "--out", str(tmp_path / "out")]) == 1
    assert "train first" in capsys.readouterr().err
    assert os.listdir(tmp_path) == []


def test_a_damaged_checkpoint_says_to_train_again(tmp_path: Path, trained: Path, data: Path, capsys) -> None:
    (tmp_path / "run.json").write_bytes((trained / "run.json").read_bytes())
    (tmp_path / "checkpoint.pt").write_bytes(b"half a file")
    assert main(["export", "--run", str(tmp_path), "--data", str(data), "--out", str(tmp_path / "out")]) == 1
    assert "delete it and train again" in capsys.readouterr().err


@pytest.mark.parametrize("command", [["evaluate", "--data", "."], ["golden"]])
def test_a_folder_without_a_model_is_refused_with_what_to_do(command: list[str], tmp_path: Path, capsys) -> None:
    assert main([*command, "--production", str(tmp_path)]) == 1
    assert "export a model first" in capsys.readouterr().err
