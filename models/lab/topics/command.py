"""`lab topics train`, `lab topics evaluate`, `lab topics publish`, `lab topics carry`."""

import argparse
import json
from dataclasses import replace
from pathlib import Path

from ..places import DATA, DATA_HELP, PRODUCTION, RUNS

RUN = RUNS / "topics"


def add(command: argparse.ArgumentParser) -> None:
    """Adds the steps."""
    steps = command.add_subparsers(required=True, metavar="STEP")
    train = steps.add_parser("train", help="fit a head to a model, with the posts labelled by hand")
    train.add_argument("--production", type=Path, default=PRODUCTION, help="folder of the model; default models/production")
    train.add_argument("--out", type=Path, default=RUN, help="where the head goes; default models/runs/topics")
    train.add_argument("--layers", type=int, nargs="+", help="layers of the encoder, from 1; default 4 6 8 of twelve")
    train.add_argument("--passes", type=int, help="times that each post is seen; default as in learn.py")
    train.add_argument("--seed", type=int, help="of all that is left to chance; default as in learn.py")
    train.add_argument(
        "--way",
        choices=("hand", "patterns", "agreement", "teachers"),
        default="hand",
        help="learn from hand posts alone (default), or from posts of the pools too: labelled by patterns, where patterns and a"
        " head agree, or by the mean of seven heads",
    )
    train.add_argument("--pool", type=int, default=6000, help="posts of the pools; default 6000")
    train.add_argument("--data", type=Path, default=DATA, help=f"for the pools: {DATA_HELP}")
    train.add_argument("--no-tracking", action="store_true", help="write no run into MLflow")
    train.set_defaults(command=_train)
    measure = steps.add_parser("evaluate", help="count how well a model with its head tells the dev posts")
    measure.add_argument("--production", type=Path, default=PRODUCTION, help="folder of the model; default models/production")
    measure.set_defaults(command=_evaluate)
    publish = steps.add_parser("publish", help="put a head beside the model it was fitted to")
    publish.add_argument("--run", type=Path, default=RUN, help="folder of the head; default models/runs/topics")
    publish.add_argument("--production", type=Path, default=PRODUCTION, help="folder of the model; default models/production")
    publish.set_defaults(command=_publish)
    carry = steps.add_parser("carry", help="put the head in service beside a challenger that kept the layers which it reads")
    carry.add_argument("challenger", type=Path, help="folder of the exported challenger")
    carry.add_argument("--production", type=Path, default=PRODUCTION, help="whose head; default models/production")
    carry.set_defaults(command=_carry)


def _train(options: argparse.Namespace) -> None:
    from .learn import Settings
    from .teach import Way, teach

    chosen = {"layers": tuple(options.layers) if options.layers else None, "passes": options.passes, "seed": options.seed}
    settings = replace(Settings(), **{name: value for name, value in chosen.items() if value is not None})
    listed = teach(options.production, options.out, settings, Way(options.way, options.data, options.pool))
    _say(listed)
    if not options.no_tracking:
        from .track import track

        track(replace(settings, layers=listed["training"]["layers"]), options.way, listed, options.out)
    print(f"→ {options.out}; now: python -m lab topics publish, then python -m lab golden")


def _evaluate(options: argparse.Namespace) -> None:
    from .publish import evaluate

    print(json.dumps(evaluate(options.production), indent=2))


def _publish(options: argparse.Namespace) -> None:
    from .publish import publish

    listed = publish(options.run, options.production)
    print(f"topics of {listed['model']} → {options.production}; now: python -m lab golden")


def _carry(options: argparse.Namespace) -> None:
    from .publish import carry_over

    listed = carry_over(options.production, options.challenger)
    print(f"topics of {listed['model']} → {options.challenger}; now: python -m lab promote --challenger {options.challenger}")


def _say(listed: dict) -> None:
    for one in (*listed["topics"], *listed["acts"], {"name": "needs an answer", **listed["needsAnswer"]}):
        figures = (f"{name} {f['precision']:.2f}/{f['recall']:.2f} ({f['posts']})" for name, f in one["measured"].items())
        print(f"{one['name']:17} {'  '.join(figures)}")
    print("macro-F1", "  ".join(f"{name} {value:.3f}" for name, value in listed["macroF1"].items()))
