"""`lab promote`: the gate, and the way back."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from ..places import DATA, FEEDBACK_SETS, GOLDEN, PRODUCTION


def add(command: argparse.ArgumentParser) -> None:
    """Adds the options and what to run."""
    command.add_argument("--challenger", type=Path, help="folder of the exported model that wants in")
    command.add_argument("--back", action="store_true", help="put the previous model into service again")
    command.add_argument("--dry-run", action="store_true", help="measure and say what would happen, change nothing")
    command.add_argument("--data", type=Path, default=DATA, help="folder with dev/ and test/; default models/data")
    command.add_argument("--feedback", metavar="VERSION", help="measure on the hold-out of this feedback set, too")
    command.add_argument("--sets", type=Path, default=FEEDBACK_SETS, help="the feedback sets; default models/runs/feedback")
    command.add_argument("--production", type=Path, default=PRODUCTION, help="the folder in service; default models/production")
    command.add_argument(
        "--golden",
        type=Path,
        default=GOLDEN,
        help="the parity file; default test/sentiment/golden.jsonl",
    )
    command.add_argument("--no-registry", action="store_true", help="do not register and crown the model in MLflow")
    command.set_defaults(command=run)


def run(options: argparse.Namespace) -> None:
    """Promotes, or goes back."""
    from . import GateError
    from .install import Places
    from .promote import go_back, promote

    places = Places(options.production, options.golden)
    registry = None if options.no_registry or options.dry_run else _registry()
    if options.back:
        print(f"{go_back(places, registry)} is in service again")
    elif options.challenger is None:
        raise GateError("nothing to promote; pass --challenger FOLDER, or --back for the previous model")
    else:
        with _data(options) as data:
            version = promote(options.challenger, data, places, registry, options.dry_run)
        print(f"\n{version} {'would go' if options.dry_run else 'is'} into {options.production}")


@contextmanager
def _data(options: argparse.Namespace) -> Iterator[Path]:
    """The data folder, for as long as it is needed with a feedback set's hold-out among its test sets."""
    if options.feedback is None:
        yield options.data
        return
    from ..feedback.build import find_set
    from ..feedback.mix import mixed_data

    with TemporaryDirectory() as folder:
        yield mixed_data(options.data, find_set(options.sets, options.feedback), Path(folder))


def _registry():
    from ..tracking.registry import crown, register

    return register, crown
