"""The commands that make a run of others without training: `lab blend`, `lab cut`."""

import argparse
from pathlib import Path

from ..places import DATA


def add_commands(commands: argparse._SubParsersAction) -> None:
    """Adds them to the lab's parser."""
    _blend(commands.add_parser("blend", help="average the weights of two runs of the fine-tuned family"))
    _cut(commands.add_parser("cut", help="leave out the word pieces that the training posts hardly use"))


def _blend(command: argparse.ArgumentParser) -> None:
    command.add_argument("first", type=Path, help="folder of a run")
    command.add_argument("second", type=Path, help="folder of a run that went on from it")
    command.add_argument("--share", type=float, default=0.5, help="part of the second in the average; default 0.5")
    command.add_argument("--out", type=Path, required=True, help="folder of the new run")

    def run(options: argparse.Namespace) -> None:
        from .blend import blend

        blend(options.first, options.second, options.share, options.out)
        print(f"blended → {options.out}; now: python -m lab export --run {options.out}")

    command.set_defaults(command=run)


def _cut(command: argparse.ArgumentParser) -> None:
    command.add_argument("source", type=Path, help="folder of a run")
    command.add_argument("--data", type=Path, default=DATA, help="data folder whose train/ sets decide; default models/data")
    command.add_argument("--least", type=int, default=2, help="how often they use a piece that stays; default 2")
    command.add_argument("--out", type=Path, required=True, help="folder of the new run")

    def run(options: argparse.Namespace) -> None:
        from ..data.sets import data_file, read_posts, set_names
        from .cut import cut

        names = set_names(options.data, "train")
        texts = [post.text for name in names for post in read_posts(data_file(options.data, name))]
        print(f"{cut(options.source, texts, options.least, options.out)} pieces → {options.out}")

    command.set_defaults(command=run)
