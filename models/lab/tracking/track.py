"""Tracks a run in MLflow: its data, parameters, metrics per epoch, figures, exported model and git commit.

with tracked("lstm_maxlen", "rnn", params, data, sample) as run:
    family.fit(examples, params, run.report, folder)
    family.export(folder, out)
    run.judged(labels, probability)
    run.artefact(out)
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import mlflow
import numpy as np
from matplotlib.figure import Figure
from mlflow.data.code_dataset_source import CodeDatasetSource
from mlflow.data.meta_dataset import MetaDataset

from ..data.sets import data_file, set_names, sha256
from ..families.artefact import size
from .figures import learning_curve, verdict_figures
from .logged_model import log_artefact
from .store import start_run

CONTEXTS = {"train": "training", "dev": "validation", "test": "test"}
DIGEST = 32
"""Hex digits of a data set's SHA-256 that fit MLflow's column; the source tells all 64."""


@dataclass
class TrackedRun:
    """A run that is being written down; `epochs` are the metrics reported so far."""

    id: str
    epochs: dict[int, dict[str, float]] = field(default_factory=dict)

    def report(self, epoch: int, metrics: dict[str, float]) -> None:
        """Logs the metrics of one epoch."""
        self.epochs[epoch] = metrics
        mlflow.log_metrics(metrics, step=epoch, run_id=self.id)

    def metrics(self, metrics: dict[str, float]) -> None:
        """Logs metrics of the whole run."""
        mlflow.log_metrics(metrics, run_id=self.id)

    def judged(self, labels: np.ndarray, probability: np.ndarray) -> None:
        """Logs ROC, confusion and reliability of probabilities of positive [posts] against labels 0 or 1 [posts]."""
        for name, figure in verdict_figures(labels, probability).items():
            self.figure(name, figure)

    def figure(self, name: str, figure: Figure) -> None:
        """Logs a figure as figures/NAME.png."""
        mlflow.MlflowClient().log_figure(self.id, figure, f"figures/{name}.png")

    def artefact(self, folder: Path) -> str:
        """Logs an exported model with its signature, and the bytes of each file; returns the address it loads from."""
        files = {f"bytes/{path.name}": path.stat().st_size for path in sorted(folder.iterdir()) if path.is_file()}
        self.metrics(files | {"bytes": size(folder)})
        return log_artefact(folder)


@contextmanager
def tracked(
    experiment: str, family: str, params: Any, data: Path, sample: float = 1.0, parent: str | None = None, name: str | None = None
) -> Iterator[TrackedRun]:
    """A run in an experiment with its parameters (a dataclass) and the data folder's sets; `parent` is a run id to nest it in.

    An error inside leaves the run as FAILED and goes on; the learning curve is drawn either way.
    Raises TrackingError when there is no store to write to.
    """
    with start_run(experiment, name, parent) as active:
        run = TrackedRun(active.info.run_id)
        mlflow.log_params({"family": family, "sample": sample} | asdict(params))
        log_data(data)
        try:
            yield run
        finally:
            if len(run.epochs) > 1:
                run.figure("learning_curve", learning_curve(run.epochs))


def log_data(data: Path) -> None:
    """Logs every set of a data folder as an input of the active run: name, content hash, file below the data folder."""
    for part, context in CONTEXTS.items():
        for name in set_names(data, part):
            digest = sha256(data_file(data, name))
            source = CodeDatasetSource({"file": f"{name}.csv.gz", "sha256": digest})
            mlflow.log_input(MetaDataset(source, name=name, digest=digest[:DIGEST]), context=context)
