"""`lab feedback EXPORT…`: a training set and a hold-out from what people said of verdicts."""

import argparse
from dataclasses import fields
from pathlib import Path

from ..places import DATA, FEEDBACK_SETS


def add(command: argparse.ArgumentParser) -> None:
    """Adds the options and what to run."""
    from .rules import HELP, Rules

    command.add_argument("exports", nargs="+", type=Path, metavar="EXPORT", help="file of GET /export (JSON lines)")
    command.add_argument("--data", type=Path, default=DATA, help="the base sets, to compare with; default models/data")
    command.add_argument("--sets", type=Path, default=FEEDBACK_SETS, help="where sets go; default models/runs/feedback")
    command.add_argument("--skip-bad", action="store_true", help="leave broken lines out; the report names them")
    command.add_argument("--keep-earlier", action="store_true", help="do not delete the posts of earlier sets")
    for field in fields(Rules):
        name, kind = "--" + field.name.replace("_", "-"), type(field.default)
        command.add_argument(name, type=kind, default=field.default, help=f"{HELP[field.name]}; default {field.default:g}")
    command.set_defaults(command=run)


def run(options: argparse.Namespace) -> None:
    """Builds the set and says where it is and what it holds."""
    from .build import build
    from .rules import Rules

    rules = Rules(**{field.name: getattr(options, field.name) for field in fields(Rules)})
    report = build(options.exports, options.data, options.sets, rules, options.skip_bad, options.keep_earlier)
    posts, folder = report["posts"], options.sets / report["version"]
    print(
        f"{report['version']}: {posts['in']:,} of {posts['read']:,} posts, {posts['parts'].get('test', 0):,} held out → {folder}"
    )
    print(f"what was left out, and why: {folder / 'report.md'}")
    print(f"now: python -m lab retrain --feedback {report['version']} --data {options.data}")
