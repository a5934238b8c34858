"""Measures what the exits of a model save and change: shares that leave, other labels, processor time, set by set.

    PYTHONPATH=models models/.venv/bin/python models/bench/exits.py --data DATA [--production FOLDER] [--posts 200]

Each post is asked of the graph with its exits and of the whole graph, in turn, on one thread; a post that left is known by logits
that are not those of the whole graph. Time is the median over three rounds of all posts of a set.
"""

import argparse
import time
from pathlib import Path

import numpy as np
import onnx
from onnx import helper
from tokenizers import Tokenizer

from lab.compare.calibrate import Calibration
from lab.data.sets import data_file, read_posts, set_names, worded
from lab.export.card import exits_of, read_card
from lab.export.exits import PREFIX, read_whole
from lab.export.score import Scorer
from lab.families.model import MAX_TOKENS
from lab.places import PRODUCTION
from lab.train.batches import encode

ROUNDS = 3


def main() -> None:
    command = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    command.add_argument("--data", type=Path, required=True)
    command.add_argument("--production", type=Path, default=PRODUCTION)
    command.add_argument("--posts", type=int, default=200, help="of each set; default 200")
    options = command.parse_args()
    card = read_card(options.production)
    layers = exits_of(card)
    if not layers:
        raise SystemExit(f"{options.production}: a model without exits; export it with --exits")
    path, tokenizer = options.production / "model.onnx", Tokenizer.from_file(str(options.production / "tokenizer.json"))
    with_exits, whole = Scorer(path).session, Scorer(read_whole(path).SerializeToString()).session
    calibration = Calibration.of_card(card)
    first = _first_exit(path, layers[0])
    head = [*(f"leave after {layer}" for layer in layers), "other label", "other certainty", "ms whole", "ms", "times as fast"]
    print(f"| set | posts | {' | '.join(head)} |")
    print("|---|" + "--:|" * (len(layers) + 6))
    for name in [*set_names(options.data, "dev"), *set_names(options.data, "test")]:
        posts = worded(read_posts(data_file(options.data, name)))[: options.posts]
        feeds = [_feed(row) for row in encode(tokenizer, [post.text for post in posts], MAX_TOKENS)]
        early, late = (np.array([session.run(["logits"], feed)[0][0] for feed in feeds]) for session in (with_exits, whole))
        left = np.any(early != late, axis=1)
        at_first = np.array([first.run([f"{PREFIX}{layers[0]}.leaves"], feed)[0] for feed in feeds]).reshape(-1)
        leave = [at_first, left & ~at_first] if len(layers) == 2 else [left]
        (given, _, certain), (label, _, sure) = calibration.verdicts(early), calibration.verdicts(late)
        times = [[_time(session, feeds) for session in (whole, with_exits)] for _ in range(ROUNDS)]
        whole_ms, ms = np.median(times, axis=0) / len(posts) * 1e3
        shares = [f"{100 * share.mean():.0f} %" for share in leave]
        other = [f"{100 * np.mean(found):.1f} %" for found in (given != label, (given == label) & (certain != sure))]
        print(
            f"| {name} | {len(posts)} | {' | '.join(shares + other)} | {whole_ms:.2f} | {ms:.2f} | {whole_ms / ms:.2f} |",
            flush=True,
        )


def _first_exit(path: Path, layer: int):
    """A session that tells of a post whether it leaves at the first exit."""
    model = onnx.load(path)
    model.graph.output.append(helper.make_empty_tensor_value_info(f"{PREFIX}{layer}.leaves"))
    return Scorer(model.SerializeToString()).session


def _feed(row: list[int]) -> dict[str, np.ndarray]:
    ids = np.array([row], np.int64)
    return {"input_ids": ids, "attention_mask": np.ones_like(ids)}


def _time(session, feeds: list[dict[str, np.ndarray]]) -> float:
    """Processor seconds of all posts."""
    begun = time.process_time()
    for feed in feeds:
        session.run(["logits"], feed)
    return time.process_time() - begun


if __name__ == "__main__":
    main()
