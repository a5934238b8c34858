"""Endless training batches: shuffled over all sets, posts of like length together, so that almost nothing is padding."""

import random
from collections.abc import Iterator, Sequence

import torch
from tokenizers import Tokenizer
from torch import Tensor

from .augment import augment
from .data import Post

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


def training_batches(
    posts: Sequence[Post], tokenizer: Tokenizer, batch: int, max_tokens: int, seed: int
) -> Iterator[tuple[Tensor, Tensor, Tensor]]:
    """Yields ids, mask and labels (float [batch]) for ever, pass after pass; the same seed gives the same batches."""
    chance = random.Random(seed)
    order = list(range(len(posts)))
    waiting: list[int] = []
    while True:
        chance.shuffle(order)
        waiting += order
        while len(waiting) >= batch * WINDOW or (len(order) < batch * WINDOW and len(waiting) >= batch):
            size = min(len(waiting) // batch, WINDOW) * batch
            drawn, waiting = [posts[number] for number in waiting[:size]], waiting[size:]
            yield from _window(drawn, tokenizer, batch, max_tokens, chance)


def _window(posts: Sequence[Post], tokenizer: Tokenizer, batch: int, max_tokens: int, chance: random.Random):
    rows = encode(tokenizer, [augment(post.text, chance) for post in posts], max_tokens)
    order = sorted(range(len(posts)), key=lambda number: (len(rows[number]), chance.random()))
    batches = [order[start : start + batch] for start in range(0, len(order), batch)]
    chance.shuffle(batches)
    for numbers in batches:
        labels = torch.tensor([float(posts[number].label) for number in numbers])
        yield *pad([rows[number] for number in numbers]), labels
