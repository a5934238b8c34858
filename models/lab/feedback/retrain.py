"""Trains a challenger that goes on from the champion, on replayed base posts with feedback among them, and exports it."""

import shutil
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

import mlflow
import numpy as np
from tokenizers import Tokenizer

from ..compare.calibrate import Calibration
from ..compare.evaluate import Judged, judge
from ..export.card import exits_of, read_card, write_card
from ..export.produce import produce
from ..export.score import Scorer
from ..families.fine_tuned import watched
from ..topics.served import LISTED
from ..tracking.figures import verdict_figures
from ..tracking.track import TrackedRun, tracked
from ..train.examples import make_examples
from ..train.fine_tune import train
from ..train.settings import Settings
from ..train.unpack import unpack
from .build import find_set, read_report
from .mix import mixed_data
from .recipe import Retraining, recipe

HOLDOUT = "test/feedback"


@dataclass(frozen=True)
class Places:
    """Folders: feedback sets, base data, the model in service, and where the retraining's own folder goes."""

    sets: Path
    data: Path
    production: Path
    runs: Path


def retrain(
    version: str, places: Places, retraining: Retraining, source: Path | None = None, threads: int = 2, track: bool = True
) -> Path:
    """Trains and exports the challenger for a feedback set; returns its folder, runs/retrain-VERSION/challenger.

    It starts from the run `source`, or from the weights unpacked from the model in service. An interrupted retraining goes on.
    Afterwards no post of the set is left in the run's folder. Raises LabError, RunError or TrackingError before any training.
    """
    found = find_set(places.sets, version)
    home = places.runs / f"retrain-{version}"
    data = mixed_data(places.data, found, home / "data")
    if source is None:
        source = home / "champion"
        if not (source / "checkpoint.pt").is_file():
            unpack(places.production, source)
    if not (home / "run" / "examples.jsonl").is_file():
        shutil.rmtree(home / "run", ignore_errors=True)  # that one was finished
    settings = _settings(places, retraining, data, read_report(found)["weights"])
    name = f"retrain on feedback {version}"
    with tracked("fine_tuned", "fine_tuned", settings, data, name=name) if track else nullcontext() as logged:
        train(data, home / "run", settings, None, source, threads)
        produce(home / "run", data, home / "challenger", exits=exits_of(read_card(places.production)))
        if (places.production / LISTED).exists():
            _teach(home / "challenger")
        figures = _draw(home / "challenger", data, home / "figures")
        if logged:
            _tell(logged, home, found, figures)
    for left in ("data", "champion"):
        shutil.rmtree(home / left, ignore_errors=True)
    (home / "run" / "examples.jsonl").unlink()
    return home / "challenger"


def _settings(places: Places, retraining: Retraining, data: Path, weights: dict[str, float]) -> Settings:
    champion = {name: value for name, value in read_card(places.production)["training"].items() if name != "trained"}
    plain = recipe(champion, retraining, 1.0, data / "train" / "feedback.csv.gz", weights)
    examples, _ = make_examples(places.data, plain, None)
    base = sum(example.copies for example in examples)
    return recipe(champion, retraining, base, data / "train" / "feedback.csv.gz", weights)


def _teach(challenger: Path) -> None:
    """A head of its own, since that of the champion reads other states."""
    from ..topics.teach import teach

    teach(challenger, challenger)
    write_card(challenger, read_card(challenger))


def _draw(challenger: Path, data: Path, out: Path) -> list[Path]:
    """ROC, confusion and reliability of the challenger on the hold-out, as pictures in `out`."""
    judged: Judged = judge(
        Scorer(challenger / "model.onnx", Tokenizer.from_file(str(challenger / "tokenizer.json"))), data, HOLDOUT
    )
    probability = Calibration.of_card(read_card(challenger)).probability(judged.logits[judged.sided])
    out.mkdir(parents=True, exist_ok=True)
    for name, figure in verdict_figures(np.asarray(judged.labels[judged.sided]), probability).items():
        figure.savefig(out / f"{name}.png", dpi=110)
    return sorted(out.glob("*.png"))


def _tell(logged: TrackedRun, home: Path, found: Path, figures: list[Path]) -> None:
    """Writes the dev figures on the way, those of the card, the pictures, the set's report and the model into the MLflow run."""
    for number, seen in enumerate(watched(home / "run"), start=1):
        logged.report(number, seen)
    for name, entry in read_card(home / "challenger")["metrics"].items():
        logged.metrics({f"exported/{name}/{kind}": entry["int8"][kind] for kind in ("accuracy", "auc")})
    for path in figures:
        mlflow.log_artifact(str(path), "figures")
    mlflow.log_artifact(str(found / "report.json"), "feedback")
    logged.artefact(home / "challenger")
