"""Writes a training of the head into MLflow: settings, figures of each topic and language, the two files."""

from dataclasses import asdict
from pathlib import Path

import mlflow

from ..tracking.store import start_run
from .learn import Settings


def track(settings: Settings, way: str, listed: dict, folder: Path) -> None:
    """One run of the experiment `topics`."""
    with start_run("topics", listed["model"], None) as active:
        mlflow.log_params({"way": way, "model": listed["model"]} | asdict(settings))
        figures = {f"macro_f1/{name}": value for name, value in listed["macroF1"].items()}
        for one in (*listed["topics"], *listed["acts"]):
            for language, measured in one["measured"].items():
                figures |= {f"{one['name']}/{kind}/{language}": measured[kind] for kind in ("precision", "recall")}
        mlflow.log_metrics(figures, run_id=active.info.run_id)
        mlflow.log_artifacts(str(folder), "head")
