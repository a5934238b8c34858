"""`lab loop --service URL`: fetch, build, retrain, gate; what the scheduled workflow runs."""

import argparse
import os
from pathlib import Path

from ..errors import LabError
from ..places import GOLDEN, RESULTS, RUNS
from .retrain_command import add_training

KEY = "FEEDBACK_EXPORT_KEY"


def add(command: argparse.ArgumentParser) -> None:
    """Adds the options and what to run."""
    command.add_argument("--service", required=True, metavar="URL", help=f"the running service; its export key stands in {KEY}")
    command.add_argument("--out", type=Path, default=RUNS / "loop", help="summary.md; default models/runs/loop")
    command.add_argument("--golden", type=Path, default=GOLDEN, help="the parity file; default test/sentiment/golden.jsonl")
    command.add_argument("--results", type=Path, default=RESULTS, help="where pictures go; default models/results")
    command.add_argument("--pictures-at", default="", metavar="URL", help="what to put before a picture's path in summary.md")
    add_training(command)
    command.set_defaults(command=run)


def run(options: argparse.Namespace) -> None:
    """One turn of the loop."""
    from .loop import Turn, turn
    from .retrain_command import places_of, retraining_of
    from .rules import Rules

    if not (key := os.environ.get(KEY)):
        raise LabError(f"{KEY} is not set; make a key with: npm run api:key -- retrain export")
    told = Turn(options.service, key, places_of(options), options.golden, options.results, options.out, options.pictures_at)
    turn(told, Rules(), retraining_of(options), options.source, options.threads, not options.no_track)
    print(f"told in {options.out / 'summary.md'}")
