"""A run whose vocabulary is cut."""

import json
from pathlib import Path

import pytest
import torch

from lab.cli import main
from lab.train.run_folder import load_run

TRAIN = ["--posts", "80", "--batch", "8", "--pieces", "300", "--rate", "3e-3", "--threads", "1"]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory, data: Path, base: Path) -> Path:
    folder = tmp_path_factory.mktemp("cut") / "run"
    assert (
        main(["train", "fine_tuned", "--no-track", "--data", str(data), "--run", str(folder), "--base", str(base), *TRAIN]) == 0
    )
    return folder


def test_a_cut_run_has_fewer_pieces_and_says_the_same_where_they_are_not_used(run: Path, data: Path, tmp_path: Path) -> None:
    out = tmp_path / "cut"
    assert main(["cut", str(run), "--data", str(data), "--least", "1000", "--out", str(out)]) == 0
    (whole, full), (small, few) = load_run(run), load_run(out)
    assert few.get_vocab_size() < full.get_vocab_size()
    assert small.encoder.words.num_embeddings == few.get_vocab_size()
    kept = [number for number in full.encode("merci").ids if full.id_to_token(number) in few.get_vocab()]
    rows = [few.token_to_id(full.id_to_token(number)) for number in kept]
    assert torch.equal(whole.encoder.words.weight[kept], small.encoder.words.weight[rows])
    assert json.loads((out / "run.json").read_text())["cut"]["from"] == full.get_vocab_size()


def test_a_folder_without_a_checkpoint_is_refused(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").mkdir()
    assert main(["cut", str(tmp_path / "empty"), "--data", str(data), "--out", str(tmp_path / "cut")]) == 1
    assert "no checkpoint" in capsys.readouterr().err
