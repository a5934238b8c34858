"""Family "distilled": a student of fewer layers that learns what the model in service says; distil/ teaches it.

The deepest student is exported here; `lab export --run RUN/depth-N` makes a challenger for the gate of any of them.
"""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..data.split import TrainDev
from ..distil.distil import depth_runs, distil, some_posts
from ..distil.settings import Distilling as Params
from ..export.export import export_float, export_int8
from ..train.run_folder import last_note, load_run
from .artefact import MODEL, ArtefactError, write_config
from .fine_tuned import load, watched

__all__ = ["Params", "experiment", "export", "fit", "load", "name", "suggest"]

name, experiment = "distilled", "fine_tuned"


def suggest(trial: Any) -> Params:
    """The rate and what the parts of the loss weigh."""
    return Params(
        rate=trial.suggest_float("rate", 5e-5, 5e-4, log=True),
        heat=trial.suggest_float("heat", 1.0, 4.0),
        labels=trial.suggest_float("labels", 0.0, 1.0),
        states=trial.suggest_float("states", 0.05, 2.0, log=True),
    )


def fit(examples: TrainDev, params: Params, report: Callable[[int, dict[str, float]], None], run: Path) -> None:
    """Teaches the student on the data folder of `examples`; a sample asks the teacher about fewer posts.

    The looks at the dev sample that training noted are reported when it has ended.
    """
    runs = distil(examples.folder, run, replace(params, posts=round(params.posts * examples.sample)))
    for number, figures in enumerate(watched(runs[-1]), start=1):
        report(number, figures)


def export(run: Path, out: Path) -> None:
    """Writes the deepest student's int8 graph, the tokenizer and config.json; its float32 graph stays in its run."""
    runs = depth_runs(run)
    if not runs:
        raise ArtefactError(f"{run}: no depth-N in it; distil first: python -m lab distil")
    deepest = runs[-1]
    model, _ = load_run(deepest)
    out.mkdir(parents=True, exist_ok=True)
    export_float(model, deepest / "float.onnx")
    export_int8(model, out / MODEL, some_posts(run))
    shutil.copyfile(deepest / "tokenizer.json", out / "tokenizer.json")
    params = Params(**json.loads((run / "settings.json").read_text(encoding="utf-8")))
    write_config(out, name, params, params.posts, 60 * last_note(deepest)["minutes"], watched(deepest)[-1])
