"""Measures runs of the fine-tuned family, and averages of them, before any is exported: on dev, and on the suite.

    PYTHONPATH=models models/.venv/bin/python models/bench/blends.py --data DATA RUN [RUN:SHARE:RUN ...]

`third:0.15:fourth` is .85 of models/runs/third and .15 of models/runs/fourth; more pairs may follow, each taken of what stands
before it. Bfloat16, batches of 64, calibrated on the dev sets. What counts is the exported model.
"""

import argparse
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from lab.behaviour.run import fails, judged
from lab.behaviour.suite import SUITE
from lab.compare.calibrate import calibrate
from lab.compare.evaluate import Judged, dev_sets, metrics
from lab.data.sets import data_file, read_posts, set_names
from lab.data.split import learnt
from lab.data.text import normalise
from lab.families.model import MAX_TOKENS, SentimentModel
from lab.families.precision import fast_passes
from lab.labels import LABELS
from lab.places import RUNS
from lab.train.batches import encode, pad
from lab.train.run_folder import load_run

BATCH = 64
SHOWN = (
    "accuracy",
    "auc",
    "calibrationError",
    "certainShare",
    "certainAccuracy",
    "sidedNeutral",
    "macroF1",
    "neutralCertainSide",
)


def main() -> None:
    command = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    command.add_argument("--data", type=Path, required=True)
    command.add_argument("ways", nargs="+", metavar="RUN[:SHARE:RUN ...]")
    options = command.parse_args()
    dev = {name: learnt(read_posts(data_file(options.data, name))) for name in set_names(options.data, "dev")}
    suite = [(test, language, test.cases_of(language)) for test in SUITE for language in test.languages]
    cases = [case for _, _, some in suite for case in some]
    texts = sorted({normalise(text) for case in cases for text in (case.text, case.changed) if text is not None})
    for way in options.ways:
        model, tokenizer = mixed(way)
        print(f"\n{way}")
        found = [Judged(name, posts, logits(model, tokenizer, [post.text for post in posts])) for name, posts in dev.items()]
        calibration = calibrate(dev_sets(found))
        for one in found:
            shown = metrics(one, calibration)
            print(f"  {one.name}: " + ", ".join(f"{name} {shown[name]:.3f}" for name in SHOWN if name in shown))
        verdicts = judged(texts, logits(model, tokenizer, texts), calibration)
        for test, language, some in suite:
            share = np.mean([fails(case, verdicts) for case in some])
            print(f"  {test.name} ({language}): {share:.1%}" + ("" if test.bar is None else f", bar {test.bar:.0%}"), flush=True)


def mixed(way: str) -> tuple[SentimentModel, Tokenizer]:
    """The model of the first run named, with the shares of the others mixed in; and its tokenizer."""
    first, *rest = way.split(":")
    model, tokenizer = load_run(RUNS / first)
    for share, name in zip(rest[::2], rest[1::2], strict=True):
        theirs = load_run(RUNS / name)[0].state_dict()
        with torch.no_grad():
            for key, weights in model.state_dict().items():
                if weights.is_floating_point():
                    weights.lerp_(theirs[key], float(share))
    return model.eval(), tokenizer


def logits(model: SentimentModel, tokenizer: Tokenizer, texts: list[str]) -> np.ndarray:
    """float32 logits [posts, 3] of normalised posts."""
    rows = encode(tokenizer, texts, MAX_TOKENS)
    order = sorted(range(len(rows)), key=lambda place: len(rows[place]))
    found = np.empty((len(rows), len(LABELS)), np.float32)
    with torch.inference_mode(), fast_passes():
        for start in range(0, len(order), BATCH):
            chosen = order[start : start + BATCH]
            found[chosen] = model(*pad([rows[place] for place in chosen])).float().numpy()
    return found


if __name__ == "__main__":
    main()
