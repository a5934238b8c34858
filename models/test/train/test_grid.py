"""A run trained on int8's steps is exported as it was trained."""

import dataclasses
import os
import shutil
from pathlib import Path

import numpy as np
import pytest
import torch

from lab.export.exits import read_whole
from lab.export.int8_layers import LINEARS, GraphNodes
from lab.export.kept_layers import KEPT, same_layers
from lab.export.outliers import CHANNELS, MATRICES, find_outliers
from lab.export.produce import produce
from lab.families.model import SentimentModel
from lab.train.batches import some_batches
from lab.train.blend import blend
from lab.train.fine_tune import train
from lab.train.grid import Grid
from lab.train.run_folder import INT8, RunError, load_run, read_outliers, write_outliers
from lab.train.settings import Settings
from lab.train.unpack import unpack

SETTINGS = Settings(posts=160, batch=8, pieces=0, rate=3e-3, int8=True)


@pytest.fixture(scope="module")
def run(data: Path, base: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run of a few steps on the grid."""
    folder = tmp_path_factory.mktemp("grid")
    train(data, folder, SETTINGS, base, None, 1)
    return folder


def weights(model: SentimentModel) -> list[torch.Tensor]:
    return [getattr(layer, name).weight.detach().clone() for layer in model.encoder.layers for name in LINEARS]


def test_within_a_row_has_whole_steps_and_outliers_stay(data: Path, base: Path, tmp_path: Path) -> None:
    train(data, tmp_path, dataclasses.replace(SETTINGS, int8=False), base, None, 1)
    model, tokenizer = load_run(tmp_path)
    outliers = find_outliers(model, some_batches(data, tokenizer))
    before = weights(model)
    with Grid(model, outliers).entered():
        within = weights(model)
    assert all(torch.equal(*pair) for pair in zip(before, weights(model), strict=True))
    channels = dict(zip([(number, name) for number in range(2) for name in MATRICES], outliers, strict=True))
    for (number, name), free, stepped in zip(((n, name) for n in range(2) for name in LINEARS), before, within, strict=True):
        few = channels.get((number, name), [])
        assert torch.equal(free[:, few], stepped[:, few])
        assert len(few) == (CHANNELS if name in MATRICES else 0)
        rest = np.delete(stepped.numpy(), few, 1)
        scale = np.abs(np.delete(free.numpy(), few, 1)).max(1, keepdims=True) / 64
        assert np.allclose(rest / scale, np.round(rest / scale), atol=1e-3)
        assert len(np.unique(np.round(rest[0] / scale[0]))) > 5


def test_the_export_has_the_weights_that_were_trained(run: Path, data: Path, tmp_path: Path) -> None:
    produce(run, data, tmp_path)
    trained = weights(load_run(run)[0])
    layers = GraphNodes(read_whole(tmp_path / "model.onnx").graph).layers()
    exported = [layer.linears[name].weight().T for layer in layers for name in LINEARS]
    for ours, theirs in zip(trained, exported, strict=True):
        assert np.allclose(ours.numpy(), theirs, atol=1e-5 * float(ours.abs().max()))
    assert read_outliers(run) == [layer.linears[name].channels.tolist() for layer in layers for name in MATRICES]


def test_a_run_that_goes_on_keeps_its_outliers(run: Path, data: Path, base: Path) -> None:
    before = read_outliers(run)
    train(data, run, SETTINGS, base, None, 1)
    assert read_outliers(run) == before


def test_a_run_that_would_leave_no_layer_to_learn_is_refused(run: Path, data: Path, tmp_path: Path) -> None:
    with pytest.raises(RunError, match="--frozen 2: the encoder has 2 layers"):
        train(data, tmp_path, dataclasses.replace(SETTINGS, frozen=2), None, run, 1)


def test_frozen_layers_stay_as_they_are(run: Path, data: Path, base: Path, tmp_path: Path) -> None:
    train(data, tmp_path, dataclasses.replace(SETTINGS, frozen=1, seed=3), None, run, 1)
    (before, _), (after, _) = load_run(run), load_run(tmp_path)
    same = {name for name, value in before.state_dict().items() if torch.equal(value, after.state_dict()[name])}
    assert {name for name in before.state_dict() if not name.startswith(("encoder.layers.1.", "head."))} <= same
    assert "encoder.layers.1.inner.weight" not in same
    assert read_outliers(tmp_path) == read_outliers(run)


def test_a_blend_of_runs_with_the_same_frozen_layers_exports_them_as_the_first_was(run: Path, data: Path, tmp_path: Path) -> None:
    produce(run, data, tmp_path / "before")
    train(data, tmp_path / "on", dataclasses.replace(SETTINGS, frozen=1, seed=3), None, run, 1)
    blend(run, tmp_path / "on", 0.5, tmp_path / "blend")
    produce(tmp_path / "blend", data, tmp_path / "after")
    graphs = [tmp_path / name / "model.onnx" for name in ("before", "after")]
    assert same_layers(*graphs, 1)
    assert not same_layers(*graphs, 2)


def test_layers_are_not_kept_from_a_graph_older_than_its_weights(run: Path, data: Path, tmp_path: Path) -> None:
    older = shutil.copytree(run, tmp_path / "older")
    (older / INT8).write_bytes(b"of an earlier checkpoint")
    os.utime(older / INT8, ns=(0, 0))
    train(data, tmp_path / "on", dataclasses.replace(SETTINGS, frozen=1), None, older, 1)
    assert not (tmp_path / "on" / KEPT).exists()


def test_kept_layers_are_read_back_as_they_were_where_other_outliers_were_found(run: Path, data: Path, tmp_path: Path) -> None:
    produce(run, data, tmp_path / "before")
    on = tmp_path / "on"
    train(data, on, dataclasses.replace(SETTINGS, frozen=1, int8=False), None, run, 1)
    write_outliers(on, [list(range(8))] * 6)
    produce(on, data, tmp_path / "after")
    for name in ("before", "after"):
        unpack(tmp_path / name, tmp_path / f"{name}-run")
    before, after = (weights(load_run(tmp_path / f"{name}-run")[0]) for name in ("before", "after"))
    assert all(torch.equal(*pair) for pair in list(zip(before, after, strict=True))[: len(LINEARS)])
