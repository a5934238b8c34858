"""Batches of posts of one length: nothing is padded, so a model needs no mask and answers alike in any company."""

import random
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer
from tqdm import tqdm

from ..labels import LABELS, three_logits
from ..train.batches import encode
from .artefact import MODEL, open_session


def same_length_batches(rows: Sequence[Sequence[int]], batch: int, chance: random.Random) -> list[list[int]]:
    """Places of rows in batches of one length each, in random order."""
    by_length = defaultdict(list)
    for number in chance.sample(range(len(rows)), len(rows)):
        by_length[len(rows[number])].append(number)
    result = [numbers[at : at + batch] for numbers in by_length.values() for at in range(0, len(numbers), batch)]
    chance.shuffle(result)
    return result


def ask_by_length(ask: Callable[[np.ndarray], np.ndarray], rows: Sequence[list[int]], batch: int) -> np.ndarray:
    """float32 answers [rows, 3] of `ask(ids int64 [posts, tokens]) → [posts, 3]`, `batch` rows of one length at a time."""
    result = np.empty((len(rows), len(LABELS)), np.float32)
    places = same_length_batches(rows, batch, random.Random(0))
    for chosen in tqdm(places, desc="score", unit="batch", mininterval=5, disable=len(places) < 100):
        result[chosen] = ask(np.array([rows[number] for number in chosen], np.int64))
    return result


class PieceScorer:
    """An exported graph `ids` → `logits` with its tokenizer: the artefact of every family that reads word pieces."""

    def __init__(self, folder: Path, max_tokens: int, clean: Callable[[str], str] = str) -> None:
        self.session = open_session(folder / MODEL)
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.max_tokens, self.clean = max_tokens, clean

    def logits(self, texts: Sequence[str], batch: int = 1) -> np.ndarray:
        """float32 logits [posts, 3] of normalised posts."""
        rows = encode(self.tokenizer, [self.clean(text) for text in texts], self.max_tokens)
        return ask_by_length(lambda ids: three_logits(self.session.run(None, {"ids": ids})[0]), rows, batch)
