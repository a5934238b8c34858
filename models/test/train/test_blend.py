"""Runs blended into one."""

import json
from pathlib import Path

import pytest
import torch

from lab.cli import main
from lab.export.card_text import _blended
from lab.train.blend import blend
from lab.train.run_folder import RunError, load_run, read_start

TRAIN = ["--posts", "160", "--batch", "8", "--pieces", "0", "--rate", "3e-3", "--threads", "1"]


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory, data: Path, base: Path) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("blend")
    first, second = folder / "first", folder / "second"
    assert main(["train", "fine_tuned", "--no-track", "--data", str(data), "--run", str(first), "--base", str(base), *TRAIN]) == 0
    assert (
        main(["train", "fine_tuned", "--no-track", "--data", str(data), "--run", str(second), "--from", str(first), *TRAIN]) == 0
    )
    return first, second


def test_a_blend_lies_between_its_two_runs(runs: tuple[Path, Path], tmp_path: Path) -> None:
    blend(*runs, 0.25, tmp_path / "blend")
    one, other, mixed = (load_run(run)[0].head.weight for run in (*runs, tmp_path / "blend"))
    assert torch.allclose(mixed, 0.75 * one + 0.25 * other)
    assert not torch.equal(one, other)


def test_a_blend_says_what_it_was_made_of(runs: tuple[Path, Path], tmp_path: Path) -> None:
    assert main(["blend", *map(str, runs), "--out", str(tmp_path / "blend")]) == 0
    described = json.loads((tmp_path / "blend" / "run.json").read_text())
    assert described["blend"]["share"] == 0.5
    assert described["base"]["continued"]["trained"]["posts"] == 160


def test_a_blend_of_a_blend_says_what_that_was_made_of(runs: tuple[Path, Path], tmp_path: Path) -> None:
    blend(*runs, 0.5, tmp_path / "both")
    blend(runs[0], tmp_path / "both", 0.75, tmp_path / "blend")
    described = read_start(tmp_path / "blend")
    assert (described["blend"]["share"], described["blend"]["of"]["share"]) == (0.75, 0.5)
    assert "25% of each weight is the earlier one; 50% of the rest is another run from there, of 160 posts" in _blended(described)


def test_a_share_outside_0_to_1_is_refused(runs: tuple[Path, Path], tmp_path: Path) -> None:
    with pytest.raises(RunError, match="between 0 and 1"):
        blend(*runs, 1.5, tmp_path / "blend")
