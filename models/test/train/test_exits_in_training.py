"""Heads in the middle learn in training what the last layer says."""

import dataclasses
from pathlib import Path

import torch

from lab.train.exits import Exits
from lab.train.fine_tune import make_optimizers, train
from lab.train.run_folder import load_run, read_start, resume
from lab.train.settings import Settings

SETTINGS = Settings(posts=800, batch=8, pieces=0, rate=3e-3, exits="1", exit_share=0.5)


def test_they_come_nearer_to_the_last_layer_and_draw_the_layers_below(data: Path, base: Path, tmp_path: Path) -> None:
    train(data, tmp_path / "with", SETTINGS, base, None, 1)
    train(data, tmp_path / "without", dataclasses.replace(SETTINGS, exits=""), base, None, 1)
    model, _ = load_run(tmp_path / "with")
    ids, mask = torch.randint(4, 40, (16, 7)), torch.ones(16, 7, dtype=torch.int64)
    learnt, new = Exits(model, [1]), Exits(model, [1])
    resume(tmp_path / "with", learnt, make_optimizers(model, learnt, SETTINGS))
    logits = model.eval()(ids, mask)
    assert learnt.loss(mask, logits) < new.loss(mask, logits) / 2
    first = [load_run(tmp_path / name)[0].encoder.layers[0].inner.weight for name in ("with", "without")]
    assert not torch.equal(*first)
    assert read_start(tmp_path / "with")["settings"]["exits"] == "1"


def test_they_leave_what_the_last_layer_says_alone(base: Path, data: Path, tmp_path: Path) -> None:
    train(data, tmp_path, dataclasses.replace(SETTINGS, posts=8), base, None, 1)
    model, _ = load_run(tmp_path)
    exits = Exits(model, [1])
    ids, mask = torch.tensor([[4, 5, 6]]), torch.ones(1, 3, dtype=torch.int64)
    logits = model(ids, mask)
    exits.loss(mask, logits).backward()
    assert model.head.weight.grad is None
    assert model.encoder.layers[1].inner.weight.grad is None


def test_a_run_that_goes_on_has_the_heads_that_it_had(base: Path, data: Path, tmp_path: Path) -> None:
    train(data, tmp_path, SETTINGS, base, None, 1)
    model, _ = load_run(tmp_path)
    exits = Exits(model, [1])
    progress = resume(tmp_path, exits, make_optimizers(model, exits, SETTINGS))
    assert progress.steps * SETTINGS.batch >= SETTINGS.posts
    assert torch.equal(
        exits.heads[0].weight, torch.load(tmp_path / "checkpoint.pt", weights_only=True)["exits"]["heads.0.weight"]
    )
    assert exits.heads[0].weight.abs().sum() > 0
