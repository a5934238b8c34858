"""`lab score INPUT… --out FOLDER`."""

import argparse
import codecs
import os
import sys
from pathlib import Path

from .part import Reading


def add(command: argparse.ArgumentParser, production: Path) -> None:
    """Its options."""
    command.add_argument("inputs", type=Path, nargs="+", metavar="INPUT", help="Parquet, CSV or JSON Lines, or a folder of such")
    command.add_argument("--out", type=Path, required=True, help="folder of the verdicts; the same command goes on where it was")
    command.add_argument("--text-column", default="text", help="where the post is in each row; default text")
    command.add_argument("--delimiter", default="", help="what parts the columns of a CSV file; told from the header")
    command.add_argument(
        "--encoding", default="utf-8", type=_encoding, help="of CSV and JSON Lines; default utf-8, Excel: cp1252"
    )
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
        reading = Reading(options.text_column, options.delimiter, options.skip_bad, options.encoding)
        try:
            done = score(options.inputs, options.out, options.production, reading, way)
        except KeyboardInterrupt:
            print(f"lab: interrupted; the parts in {options.out} are kept, give the same command again to go on", file=sys.stderr)
            raise SystemExit(130) from None
        if done.rows + done.earlier == 0:
            print("the inputs hold no rows: there was nothing to judge")
            return
        rate = done.rows / done.seconds if done.seconds else 0
        print(
            f"{done.rows:,} rows in {done.seconds:.1f} s ({rate:.0f}/s), {done.skipped:,} of them skipped;"
            f" {done.earlier:,} judged before → {options.out}"
        )

    command.set_defaults(command=run)


def _encoding(name: str) -> str:
    """As Python names it; only such as have ASCII in every byte below 128, since rows are cut in bytes."""
    try:
        known = codecs.lookup(name).name
        if known == "utf-8" or (
            len(bytes(range(256)).decode(known, "replace")) == 256 and bytes(range(128)).decode(known).isascii()
        ):
            return known
    except (LookupError, UnicodeError):
        pass
    raise argparse.ArgumentTypeError(f"{name} is not read here; utf-8, cp1252, mac-roman, iso8859-15 and the like are")
