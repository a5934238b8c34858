"""`lab score INPUT… --out FOLDER`."""

import argparse
import os
from pathlib import Path

from .part import Reading


def add(command: argparse.ArgumentParser, production: Path) -> None:
    """Its options."""
    command.add_argument("inputs", type=Path, nargs="+", metavar="INPUT", help="Parquet, CSV or JSON Lines, or a folder of such")
    command.add_argument("--out", type=Path, required=True, help="folder of the verdicts; the same command goes on where it was")
    command.add_argument("--text-column", default="text", help="where the post is in each row; default text")
    command.add_argument("--delimiter", default=",", help="what parts the columns of a CSV file; default a comma")
    command.add_argument("--skip-bad", action="store_true", help="name malformed rows and leave them out, not stop at the first")
    command.add_argument("--production", type=Path, default=production, help="folder of the model; default models/production")
    command.add_argument("--workers", type=int, help="posts judged at a time; default one a core")
    command.add_argument("--ray", action="store_true", help="on Ray: this machine's processes, or the cluster RAY_ADDRESS names")

    def run(options: argparse.Namespace) -> None:
        from .run import on_threads, score

        if options.ray:
            from .on_ray import on_ray

            way = on_ray(options.workers)
        else:
            way = on_threads(options.workers or os.cpu_count() or 1)
        reading = Reading(options.text_column, options.delimiter, options.skip_bad)
        done = score(options.inputs, options.out, options.production, reading, way)
        rate = done.rows / done.seconds if done.seconds else 0
        print(
            f"{done.rows:,} rows in {done.seconds:.1f} s ({rate:.0f}/s), {done.skipped:,} of them skipped;"
            f" {done.earlier:,} judged before → {options.out}"
        )

    command.set_defaults(command=run)
