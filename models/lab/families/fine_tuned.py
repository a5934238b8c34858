"""Family "fine_tuned": the bilingual transformer that serves; fine_tune.py trains it, this makes it one of the families."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer

from ..data.split import TrainDev
from ..export.export import export_float, export_int8
from ..export.score import Scorer
from ..train.batches import encode, pad
from ..train.examples import read_examples
from ..train.fine_tune import train
from ..train.run_folder import last_note, load_run, read_outliers, read_start
from ..train.settings import Settings as Params
from .artefact import MODEL, write_config
from .model import MAX_TOKENS

name, experiment = "fine_tuned", "fine_tuned"
PROBE = 512
"""Training posts on which the outlier channels are looked for."""


def suggest(trial: Any) -> Params:
    """The rates, the decay and the warm-up; the rest is decided by hand, a run takes an hour and more."""
    return Params(
        rate=trial.suggest_float("rate", 2e-5, 2e-4, log=True),
        head_rate=trial.suggest_float("head_rate", 2e-4, 5e-3, log=True),
        decay=trial.suggest_float("decay", 1e-3, 0.1, log=True),
        warm_up=trial.suggest_float("warm_up", 0.02, 0.15),
        batch=trial.suggest_categorical("batch", [32, 64, 128]),
    )


def fit(examples: TrainDev, params: Params, report: Callable[[int, dict[str, float]], None], run: Path) -> None:
    """Fine-tunes on the data folder of `examples`; a sample shortens the run. Goes on with an interrupted run.

    The looks at the dev sample that training noted are reported when it has ended.
    """
    train(examples.folder, run, replace(params, posts=round(params.posts * examples.sample)), threads=torch.get_num_threads())
    for number, figures in enumerate(watched(run), start=1):
        report(number, figures)


def export(run: Path, out: Path) -> None:
    """Writes the int8 graph, the tokenizer and config.json; the float32 graph is checked and stays in the run."""
    model, tokenizer = load_run(run)
    out.mkdir(parents=True, exist_ok=True)
    texts = [example.text for example in read_examples(run)]
    rows = encode(tokenizer, texts[:: max(1, len(texts) // PROBE)], MAX_TOKENS)
    export_float(model, run / "float.onnx")
    export_int8(model, out / MODEL, [pad(rows[start : start + 64]) for start in range(0, len(rows), 64)], read_outliers(run))
    shutil.copyfile(run / "tokenizer.json", out / "tokenizer.json")
    used = json.loads((run / "used.json").read_text(encoding="utf-8"))
    params = Params(**read_start(run)["settings"])
    write_config(out, name, params, sum(used.values()), 60 * last_note(run)["minutes"], watched(run)[-1])


def load(folder: Path) -> Scorer:
    """The exported model; `folder` may be models/production."""
    return Scorer(folder / MODEL, Tokenizer.from_file(str(folder / "tokenizer.json")))


def watched(run: Path) -> list[dict[str, float]]:
    """The figures of each look at the dev sample that training noted in the run's log."""
    lines = (run / "log.jsonl").read_text(encoding="utf-8").splitlines()
    return [_figures(json.loads(line)) for line in lines]


def _figures(line: dict) -> dict[str, float]:
    sets = {name: figures for name, figures in line.items() if isinstance(figures, dict)}
    means = {kind: sum(figures[kind] for figures in sets.values()) / len(sets) for kind in ("accuracy", "auc")}
    return means | {f"{name}/{kind}": value for name, figures in sets.items() for kind, value in figures.items()}
