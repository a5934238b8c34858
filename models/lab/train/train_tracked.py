"""Trains, exports and judges a family as one run in MLflow."""

from pathlib import Path
from typing import Any

import numpy as np

from ..compare.calibrate import probabilities
from ..data.sets import NEUTRAL
from ..data.split import TrainDev, dev_figures
from ..families.family import Family, Report, load_artefact
from ..labels import margin
from ..tracking.track import tracked


def train_tracked(
    family: Family, examples: TrainDev, params: Any, run: Path, out: Path, say: Report = lambda epoch, figures: None
) -> dict[str, float]:
    """Trains into `run` (going on with what is there), exports into `out`; returns the exported model's dev figures.

    `say` hears of every epoch too.

    The MLflow run holds data, parameters, metrics per epoch, pictures, the model and its sizes. Raises TrackingError before any
    work when there is no store to write to.
    """
    with tracked(family.experiment, family.name, params, examples.folder, examples.sample) as logged:

        def report(epoch: int, figures: dict[str, float]) -> None:
            logged.report(epoch, figures)
            say(epoch, figures)

        family.fit(examples, params, report, run)
        family.export(run, out)
        logits = load_artefact(out).logits([post.text for post in examples.dev_posts])
        figures = dev_figures(logits, examples.dev)
        logged.metrics({f"exported/{name}": value for name, value in figures.items()})
        labels = np.array([post.label for post in examples.dev_posts])
        sided = labels != NEUTRAL
        logged.judged(labels[sided], probabilities(margin(logits[sided]), 1.0))
        logged.artefact(out)
    return figures
