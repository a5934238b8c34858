"""`lab retrain --feedback VERSION`: a challenger that has learnt from a feedback set."""

import argparse
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

from ..places import DATA, FEEDBACK_SETS, PRODUCTION, RUNS

if TYPE_CHECKING:
    from .recipe import Retraining
    from .retrain import Places


def add(command: argparse.ArgumentParser) -> None:
    """Adds the options and what to run."""
    command.add_argument("--feedback", required=True, metavar="VERSION", help="the feedback set to learn from")
    add_training(command)
    command.set_defaults(command=run)


def add_training(command: argparse.ArgumentParser) -> None:
    """The options that `lab loop` has, too."""
    from .recipe import RETRAINING_HELP, Retraining

    command.add_argument("--data", type=Path, default=DATA, help="the base sets; default models/data")
    command.add_argument("--sets", type=Path, default=FEEDBACK_SETS, help="the feedback sets; default models/runs/feedback")
    command.add_argument("--production", type=Path, default=PRODUCTION, help="the champion; default models/production")
    command.add_argument("--runs", type=Path, default=RUNS, help="where retrain-VERSION/ goes; default models/runs")
    command.add_argument("--from", dest="source", type=Path, help="a run to go on from; default: the champion's own weights")
    command.add_argument("--threads", type=int, default=2, help="CPU threads; default 2")
    command.add_argument("--no-track", action="store_true", help="write nothing to MLflow")
    for field in fields(Retraining):
        name, kind = "--" + field.name.replace("_", "-"), type(field.default)
        explained = f"{RETRAINING_HELP[field.name]}; default {field.default:g}"
        command.add_argument(name, type=kind, default=field.default, help=explained)


def retraining_of(options: argparse.Namespace) -> "Retraining":
    """What was chosen of the training."""
    from .recipe import Retraining

    return Retraining(**{field.name: getattr(options, field.name) for field in fields(Retraining)})


def places_of(options: argparse.Namespace) -> "Places":
    """The folders that were chosen."""
    from .retrain import Places

    return Places(options.sets, options.data, options.production, options.runs)


def run(options: argparse.Namespace) -> None:
    """Retrains and says what comes next."""
    from .retrain import retrain

    chosen = places_of(options), retraining_of(options)
    challenger = retrain(options.feedback, *chosen, options.source, options.threads, not options.no_track)
    print(f"trained and exported → {challenger}; now the gate:")
    print(f"python -m lab promote --challenger {challenger} --data {options.data} --feedback {options.feedback}")
