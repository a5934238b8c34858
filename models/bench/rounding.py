"""How far int8 moves the logits of an exported run, and how many posts change their side by it.

    PYTHONPATH=models models/.venv/bin/python models/bench/rounding.py --data DATA RUN SET [SET ...]

RUN is a folder in models/runs with the float.onnx and int8.onnx of `lab export`, SET a name such as dev/own_fr. Root mean square
of the difference over all three logits of all posts of a set.
"""

import argparse
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from lab.compare.evaluate import judge
from lab.export.score import Scorer
from lab.labels import margin
from lab.places import RUNS


def main() -> None:
    command = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    command.add_argument("--data", type=Path, required=True)
    command.add_argument("run", metavar="RUN")
    command.add_argument("sets", nargs="+", metavar="SET")
    options = command.parse_args()
    run = RUNS / options.run
    tokenizer = Tokenizer.from_file(str(run / "tokenizer.json"))
    as_float, as_int8 = (Scorer(run / name, tokenizer) for name in ("float.onnx", "int8.onnx"))
    for name in options.sets:
        exact, rounded = judge(as_float, options.data, name, batch=32), judge(as_int8, options.data, name)
        moved = np.sqrt(np.square(exact.logits - rounded.logits).mean())
        changed = ((margin(exact.logits) > 0) != (margin(rounded.logits) > 0))[exact.sided].sum()
        print(f"{name}: {moved:.3f}, {changed} of {exact.sided.sum()} sides changed", flush=True)


if __name__ == "__main__":
    main()
