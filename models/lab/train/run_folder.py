"""A run's folder: what it started from (run.json), its tokenizer, its checkpoint and its log."""

import json
import shutil
from dataclasses import asdict
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import nn

from ..families.encoder import Encoder, Shape
from ..families.model import MAX_TOKENS, SentimentModel
from .settings import Progress, Settings

OUTLIERS = "outliers.json"
INT8 = "int8.onnx"
"""The graph that the run was exported as, or unpacked from."""


class RunError(Exception):
    """A run's folder that cannot be used; the message says what to do."""


def write_start(run: Path, shape: Shape, settings: Settings, base: dict, used: dict[str, int], tokenizer: Tokenizer) -> None:
    """Writes what stays the same during a run: shape, settings, the base's origin, posts used of each set, tokenizer."""
    run.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(run / "tokenizer.json"), pretty=False)
    (run / "used.json").write_text(json.dumps(used, indent=1), encoding="utf-8")
    described = {"shape": asdict(shape), "settings": asdict(settings), "base": base}
    (run / "run.json").write_text(json.dumps(described, indent=1), encoding="utf-8")


def write_made(run: Path, described: dict, like: Path, model: SentimentModel, tokenizer: Tokenizer) -> None:
    """Writes a run that was not trained: what `described` says, used.json and log of `like`, weights but no optimizers."""
    write_run(run, described, model, tokenizer)
    for name in ("used.json", "log.jsonl"):
        shutil.copyfile(like / name, run / name)


def write_unpacked(
    run: Path, shape: Shape, settings: dict, base: dict, trained: dict, model: SentimentModel, tokenizer: Tokenizer
) -> None:
    """Writes a run out of a model in service: what its card tells of settings, base and training, weights, no optimizers."""
    write_run(run, {"shape": asdict(shape), "settings": settings, "base": base}, model, tokenizer)
    (run / "log.jsonl").write_text(json.dumps(trained) + "\n", encoding="utf-8")


def write_run(run: Path, described: dict, model: SentimentModel, tokenizer: Tokenizer) -> None:
    """Writes what `described` says of a run, its tokenizer, and weights but no optimizers."""
    run.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(run / "tokenizer.json"), pretty=False)
    (run / "run.json").write_text(json.dumps(described, indent=1), encoding="utf-8")
    torch.save({"model": model.state_dict()}, run / "checkpoint.pt")


def read_start(run: Path) -> dict:
    """The content of run.json."""
    return json.loads((run / "run.json").read_text(encoding="utf-8"))


def has_checkpoint(run: Path) -> bool:
    """True when training in this folder can go on."""
    return (run / "checkpoint.pt").is_file()


def is_exported(run: Path) -> bool:
    """True when the int8 graph in the folder is that of the run's last checkpoint."""
    graph = run / INT8
    return graph.is_file() and graph.stat().st_mtime_ns >= (run / "checkpoint.pt").stat().st_mtime_ns


def load_run(run: Path) -> tuple[SentimentModel, Tokenizer]:
    """The model and tokenizer of a run's last checkpoint."""
    if not has_checkpoint(run):
        raise RunError(f"{run}: no checkpoint.pt; train first (python -m lab train --run {run}) or pass another --run")
    model = SentimentModel(Encoder(Shape(**read_start(run)["shape"]), MAX_TOKENS))
    model.load_state_dict(_checkpoint(run)["model"])
    return model, Tokenizer.from_file(str(run / "tokenizer.json"))


def save_checkpoint(run: Path, model: SentimentModel, exits: nn.Module, optimizers: list, progress: Progress) -> None:
    """Replaces the checkpoint in one step, so that a kill leaves the old or the new one, whole."""
    state = {
        "model": model.state_dict(),
        "exits": exits.state_dict(),
        "optimizers": [o.state_dict() for o in optimizers],
        "progress": asdict(progress),
    }
    torch.save(state, run / "checkpoint.new")
    (run / "checkpoint.new").replace(run / "checkpoint.pt")


def resume(run: Path, exits: nn.Module, optimizers: list) -> Progress:
    """Puts the exits' heads and the optimizers where the checkpoint left them; returns its progress."""
    state = _checkpoint(run)
    exits.load_state_dict(state["exits"])
    for optimizer, saved in zip(optimizers, state["optimizers"], strict=True):
        optimizer.load_state_dict(saved)
    return Progress(**state["progress"])


def write_outliers(run: Path, outliers: list[list[int]]) -> None:
    """Keeps the input channels that a run on int8's steps leaves as they are, for its export."""
    (run / OUTLIERS).write_text(json.dumps(outliers), encoding="utf-8")


def read_outliers(run: Path) -> list[list[int]]:
    """What write_outliers kept; empty for a run that was not trained on int8's steps."""
    path = run / OUTLIERS
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else []


def note(run: Path, progress: Progress, settings: Settings, metrics: dict) -> None:
    """Appends a line to the run's log."""
    line = {"posts": progress.steps * settings.batch, "minutes": round(progress.seconds / 60, 1), "loss": round(progress.loss, 4)}
    with (run / "log.jsonl").open("a", encoding="utf-8") as stream:
        stream.write(json.dumps(line | metrics) + "\n")


def last_note(run: Path) -> dict:
    """Posts, minutes and loss of the log's last line; zeros when nothing was noted yet."""
    log = run / "log.jsonl"
    lines = log.read_text(encoding="utf-8").splitlines() if log.is_file() else []
    last = json.loads(lines[-1]) if lines else {"posts": 0, "minutes": 0.0, "loss": None}
    return {name: last[name] for name in ("posts", "minutes", "loss")}


def _checkpoint(run: Path) -> dict:
    try:
        return torch.load(run / "checkpoint.pt", weights_only=True)
    except Exception as error:
        raise RunError(f"{run / 'checkpoint.pt'}: cannot be read ({error}); delete it and train again") from error
