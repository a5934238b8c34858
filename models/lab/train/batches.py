"""Endless training batches: shuffled over all sets, posts of like length together, so that almost nothing is padding."""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor

from ..data.augment import augment
from ..data.sets import data_file, read_posts, set_names, worded
from ..families.model import MAX_TOKENS
from .examples import Example

PAD = 1
WINDOW = 64
"""Batches that are drawn, sorted by length and dealt out together."""


def encode(tokenizer: Tokenizer, texts: Sequence[str], max_tokens: int) -> list[list[int]]:
    """Ids of each normalised text with `<s>` and `</s>`; a longer text keeps its first pieces and its end mark."""
    encoded = [pieces.ids for pieces in tokenizer.encode_batch(list(texts))]
    return [ids if len(ids) <= max_tokens else ids[: max_tokens - 1] + ids[-1:] for ids in encoded]


def pad(rows: Sequence[list[int]]) -> tuple[Tensor, Tensor]:
    """Ids and mask, int64 [batch, tokens], of rows of unequal length."""
    tokens = max(map(len, rows))
    ids = torch.tensor([row + [PAD] * (tokens - len(row)) for row in rows])
    mask = torch.tensor([[1] * len(row) + [0] * (tokens - len(row)) for row in rows])
    return ids, mask


def some_batches(data: Path, tokenizer: Tokenizer, size: int = 128) -> list[tuple[Tensor, Tensor]]:
    """Ids and masks of the first `size` posts with words of every training set, one batch a set."""
    sets = (worded(read_posts(data_file(data, name)))[:size] for name in set_names(data, "train"))
    return [pad(encode(tokenizer, [post.text for post in posts], MAX_TOKENS)) for posts in sets]


def training_batches(
    examples: Sequence[Example], tokenizer: Tokenizer, batch: int, max_tokens: int, seed: int
) -> Iterator[tuple[Tensor, Tensor, Tensor, Tensor]]:
    """Yields ids, mask, targets (float [batch, 3]) and pairs (bool [batch]) for ever; the same seed gives the same batches."""
    chance = random.Random(seed)
    waiting: list[int] = []
    while True:
        order = one_pass(examples, chance)
        waiting += order
        while len(waiting) >= batch * WINDOW or (len(order) < batch * WINDOW and len(waiting) >= batch):
            size = min(len(waiting) // batch, WINDOW) * batch
            drawn, waiting = [examples[number] for number in waiting[:size]], waiting[size:]
            yield from _window(drawn, tokenizer, batch, max_tokens, chance)


def one_pass(examples: Sequence[Example], chance: random.Random) -> list[int]:
    """Places of the examples of one pass in random order, each as often as its copies say."""
    order = []
    for number, example in enumerate(examples):
        whole = int(example.copies)
        order += [number] * (whole + (chance.random() < example.copies - whole))
    chance.shuffle(order)
    return order


def _window(examples: Sequence[Example], tokenizer: Tokenizer, batch: int, max_tokens: int, chance: random.Random):
    rows = encode(tokenizer, [augment(example.text, example.language, chance) for example in examples], max_tokens)
    order = sorted(range(len(examples)), key=lambda number: (len(rows[number]), chance.random()))
    batches = [order[start : start + batch] for start in range(0, len(order), batch)]
    chance.shuffle(batches)
    for numbers in batches:
        targets = torch.tensor([examples[number].target for number in numbers])
        pairs = torch.tensor([examples[number].pair for number in numbers])
        yield *pad([rows[number] for number in numbers]), targets, pairs
