"""`lab behaviour`: the behavioural suite on an exported model."""

import argparse
from pathlib import Path

from ..places import PRODUCTION, RESULTS


def add(command: argparse.ArgumentParser) -> None:
    """Adds the options and what to run."""
    command.add_argument("--production", type=Path, default=PRODUCTION, help="folder of the model; default models/production")
    command.add_argument("--out", type=Path, default=RESULTS, help="folder of the results; default models/results")
    command.set_defaults(command=run)


def run(options: argparse.Namespace) -> None:
    """Prints the table and writes the results."""
    from ..export.card import read_card
    from .run import run_suite, summary
    from .table import table, write_results

    rows = summary(run_suite(options.production))
    print(table(rows))
    missed = [f"{row['test']} ({row['language']})" for row in rows if row["met"] is False]
    print(f"\nbars missed: {', '.join(missed) or 'none'}")
    print(write_results(options.out, read_card(options.production)["version"], rows))
