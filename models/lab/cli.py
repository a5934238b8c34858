"""The lab's command line: `python -m lab COMMAND`; `--help` tells the commands."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from .places import DATA, DATA_HELP, GOLDEN, PRODUCTION, RUN
from .train.command import add_commands as add_training
from .train.making_command import add_commands as add_run_making
from .tune.command import add_commands as add_tuning


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns the exit status, 1 with one clear line on standard error when the input is at fault."""
    from .data.sets import DataError
    from .errors import LabError
    from .export.card import CardError
    from .export.export import ExportError
    from .families.base import BaseError
    from .gate import GateError
    from .train.run_folder import RunError

    options = parser().parse_args(arguments)
    try:
        options.command(options)
    except (BaseError, CardError, DataError, ExportError, GateError, LabError, RunError) as error:
        print(f"lab: {error}", file=sys.stderr)
        return 1
    return 0


def parser() -> argparse.ArgumentParser:
    """All commands with their options."""
    from .archive import command as archive
    from .behaviour import command as behaviour
    from .data.language import add as add_language
    from .drift import command as drift
    from .feedback import command as feedback
    from .feedback import loop_command as loop
    from .feedback import retrain_command as retrain
    from .gate import command as promote
    from .topics import command as topics

    lab = argparse.ArgumentParser(prog="lab", description=__doc__)
    commands = lab.add_subparsers(required=True, metavar="COMMAND")
    _gather(commands.add_parser("gather", help="make the data folder: the data sets, own posts, labels of readers"))
    add_training(commands)
    add_run_making(commands)
    _export(commands.add_parser("export", help="write a trained run as ONNX with its card into models/production"))
    _evaluate(commands.add_parser("evaluate", help="measure the model in models/production on labelled sets"))
    _profile(commands.add_parser("profile", help="write into a model's card what the posts look like that it was measured on"))
    _golden(commands.add_parser("golden", help="write the parity file of hard strings"))
    add_tuning(commands)
    add_language(commands.add_parser("language", help="learn the service's table that tells French from English"))
    feedback.add(commands.add_parser("feedback", help="build a training set and a hold-out from exports of the service"))
    retrain.add(commands.add_parser("retrain", help="train a challenger that goes on from the champion, with a feedback set"))
    loop.add(commands.add_parser("loop", help="fetch the export, build the set, retrain and ask the gate, in one go"))
    behaviour.add(commands.add_parser("behaviour", help="run the behavioural suite on an exported model"))
    drift.add(commands.add_parser("drift", help="report what moved in the posts of an export, as HTML with plots"))
    promote.add(commands.add_parser("promote", help="put a challenger into models/production, if it is no worse anywhere"))
    topics.add(commands.add_parser("topics", help="what posts are about: teach, measure and publish the head beside a model"))
    archive.add(commands.add_parser("score", help="judge archives of many millions of posts"), PRODUCTION)
    return lab


def _gather(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--data", type=Path, required=True, help="folder with train/, dev/, test/ and unlabelled/ of csv.gz files"
    )
    command.add_argument("--out", type=Path, default=DATA, help="the folder to make; default models/data")

    def run(options: argparse.Namespace) -> None:
        from .data.gather import gather

        for name, rows in gather(options.data, options.out).items():
            print(f"{name:20} {rows:6,} posts")
        print(f"→ {options.out}, with links to the sets of {options.data}")

    command.set_defaults(command=run)


def _export(command: argparse.ArgumentParser) -> None:
    command.add_argument("--run", type=Path, default=RUN, help="folder of the trained run; default models/runs/fine_tuned")
    command.add_argument("--data", type=Path, default=DATA, help=DATA_HELP)
    command.add_argument("--out", type=Path, default=PRODUCTION, help="where the model goes; default models/production")
    command.add_argument("--sample", type=int, help="measure on that many posts of each set only")
    command.add_argument(
        "--exits", type=int, nargs="+", default=[], help="layers after which posts may leave, as 6 8; default none"
    )

    def run(options: argparse.Namespace) -> None:
        from .export.produce import produce

        card = produce(options.run, options.data, options.out, options.sample, sorted(options.exits))
        print(f"{card['name']} {card['version']} → {options.out}")
        for name, entry in card["metrics"].items():
            ours, theirs = entry["int8"], entry["float"]
            print(f"{name:28} accuracy {ours['accuracy']:.4f} (float {theirs['accuracy']:.4f})  AUC {ours['auc']:.4f}")

    command.set_defaults(command=run)


def _evaluate(command: argparse.ArgumentParser) -> None:
    command.add_argument("--production", type=Path, default=PRODUCTION, help="folder of the model; default models/production")
    command.add_argument("--data", type=Path, default=DATA, help=DATA_HELP)
    command.add_argument("--parts", nargs="+", default=["dev", "test"], choices=["train", "dev", "test"], help="default dev test")
    command.add_argument("--sample", type=int, help="measure on that many posts of each set only")

    def run(options: argparse.Namespace) -> None:
        from .export.produce import evaluate_production

        print(json.dumps(evaluate_production(options.production, options.data, options.parts, options.sample), indent=2))

    command.set_defaults(command=run)


def _profile(command: argparse.ArgumentParser) -> None:
    command.add_argument("--production", type=Path, default=PRODUCTION, help="folder of the model; default models/production")
    command.add_argument("--data", type=Path, default=DATA, help=DATA_HELP)
    command.add_argument("--sample", type=int, help="look at that many posts of each set only")

    def run(options: argparse.Namespace) -> None:
        from .export.profile import add_profile

        profile = add_profile(options.production, options.data, options.sample)
        for language, counts in profile["languages"].items():
            print(f"{language}: {counts['posts']} posts, {counts['negative'] / counts['posts']:.0%} called negative")
        print(f"{', '.join(profile['sets'])} → {options.production / 'model.json'}")

    command.set_defaults(command=run)


def _golden(command: argparse.ArgumentParser) -> None:
    command.add_argument("--production", type=Path, default=PRODUCTION, help="folder of the model; default models/production")
    command.add_argument("--out", type=Path, default=GOLDEN, help="the file; default test/sentiment/golden.jsonl")

    def run(options: argparse.Namespace) -> None:
        from .export.golden import write_golden

        print(f"{write_golden(options.production, options.out)} strings → {options.out}")

    command.set_defaults(command=run)
