"""The posts that a student learns from, and the teacher's answers to them, computed once and kept.

A lesson is LESSON posts, augmented, sorted by length. It is made when training first wants it, so that an interrupted run finds
what it has, and each lesson alone is a fair sample of all.
"""

import csv
import gzip
import os
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from tokenizers import Tokenizer
from torch import Tensor

from ..data.augment import augment
from ..data.sets import LANGUAGES, data_file, read_posts, set_names
from ..data.split import bare_words
from ..data.text import is_empty, normalise
from ..export.exits import read_whole
from ..export.int8_layers import GraphNodes
from ..train.batches import encode, one_pass, pad
from ..train.examples import Example
from .settings import DistilError, Distilling

LESSON = 3072
ASKED = 16
"""Posts that the teacher is asked about at a time: in larger batches one post's extremes cost the others int8 steps."""
UNKNOWN = (0.0, 0.0, 0.0)
"""Target of a post without a label: it adds nothing to a cross-entropy."""


@dataclass(frozen=True)
class Batch:
    """Ids and mask [posts, tokens]; the teacher's logits [posts, 3] and last states [posts, tokens, hidden]; targets [posts, 3],
    all zero without a label; pairs [posts], true where the label says nothing about neutral."""

    ids: Tensor
    mask: Tensor
    logits: Tensor
    states: Tensor
    targets: Tensor
    pairs: Tensor


def draw(labelled: Sequence[Example], data: Path, settings: Distilling) -> list[Example]:
    """`settings.posts` posts in random order: passes over the labelled ones, and the pools without what is held out in `data`."""
    chance = random.Random(settings.seed)
    wanted = round(settings.posts * settings.labelled)
    drawn: list[Example] = []
    while len(drawn) < wanted:
        drawn += [labelled[place] for place in one_pass(labelled, chance)][: wanted - len(drawn)]
    if wanted < settings.posts:
        drawn += _from_pools(settings.posts - wanted, data, settings, chance)
    chance.shuffle(drawn)
    return [_joined(post, chance.choice(drawn)) if chance.random() < settings.joined else post for post in drawn]


def _joined(post: Example, other: Example) -> Example:
    """Two posts in one: what the teacher makes of both is the only label."""
    return Example(f"{post.text} {other.text}", UNKNOWN, post.language)


def _from_pools(wanted: int, data: Path, settings: Distilling, chance: random.Random) -> Iterator[Example]:
    folder = Path(settings.pool_folder) if settings.pool_folder else data / "unlabelled"
    shares, held = settings.pool_shares(), _held_out(data)
    for name, share in shares.items():
        posts = list(pool_posts(folder / f"{name}.csv.gz", held))
        yield from chance.sample(posts, min(len(posts), round(wanted * share / sum(shares.values()))))


def _held_out(data: Path) -> set[str]:
    names = (name for part in ("dev", "test") for name in set_names(data, part))
    return {bare_words(post.text) for name in names for post in read_posts(data_file(data, name))}


def pool_posts(path: Path, held: set[str]) -> Iterator[Example]:
    """The posts of a pool (csv.gz: text, lang) that have words and are not held out."""
    if not path.is_file():
        raise DistilError(f"{path}: no such pool; pass the folder of the pools with --pool-folder, or other --pools")
    with gzip.open(path, "rt", encoding="utf-8", newline="") as stream:
        for record in csv.DictReader(stream):
            text = normalise(record["text"])
            if record["lang"] in LANGUAGES and not is_empty(text) and bare_words(text) not in held:
                yield Example(text, UNKNOWN, record["lang"])


class Teacher:
    """The model in service with its last states as a second output."""

    def __init__(self, folder: Path, threads: int) -> None:
        model = read_whole(folder / "model.onnx")
        norms = GraphNodes(model.graph).norms
        if not norms:
            raise DistilError(f"{folder}: no transformer made by lab export; pass another --teacher")
        self.outputs = [model.graph.output[0].name, norms[-1].output[0]]
        model.graph.output.append(onnx.helper.make_empty_tensor_value_info(self.outputs[1]))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self.session = onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))

    def answers(self, rows: Sequence[list[int]]) -> tuple[np.ndarray, np.ndarray]:
        """Logits float32 [rows, 3], and the last states of all tokens one after another, float16 [tokens, hidden]."""
        logits, states = [], []
        for start in range(0, len(rows), ASKED):
            some = rows[start : start + ASKED]
            ids, mask = pad(some)
            said, last = self.session.run(self.outputs, {"input_ids": ids.numpy(), "attention_mask": mask.numpy()})
            last = last.reshape(*ids.shape, -1)  # a lean graph has one axis for all tokens
            logits.append(said)
            states += [one[: len(row)].astype(np.float16) for one, row in zip(last, some, strict=True)]
        return np.concatenate(logits), np.concatenate(states)


def read_lesson(folder: Path, number: int) -> dict[str, np.ndarray]:
    """What is kept of a lesson: ids of all posts one after another, their lengths, and the rest by the names of Batch."""
    with np.load(_path(folder, number)) as kept:
        return dict(kept)


def first_lesson(folder: Path) -> dict[str, np.ndarray]:
    """The first lesson that is kept in a folder."""
    return read_lesson(folder, min(int(path.stem) for path in folder.glob("*.npz")))


def rows_of(kept: dict[str, np.ndarray]) -> list[np.ndarray]:
    """The ids of each post of a lesson."""
    return np.split(kept["ids"], np.cumsum(kept["lengths"])[:-1])


def _path(folder: Path, number: int) -> Path:
    return folder / f"{number:04d}.npz"


class Lessons:
    """The lessons of a run, kept in `folder` as they are made, after those of the folder `earlier`."""

    def __init__(
        self, posts: Sequence[Example], teacher: Teacher, folder: Path, settings: Distilling, earlier: Path | None = None
    ) -> None:
        self.posts, self.teacher, self.folder, self.settings, self.earlier = posts, teacher, folder, settings, earlier
        self.inherited = len(list(earlier.glob("*.npz"))) if earlier else 0
        self.count = self.inherited + -(-len(posts) // LESSON)
        folder.mkdir(parents=True, exist_ok=True)

    def batches(self, number: int, chance: random.Random) -> Iterator[Batch]:
        """The batches of a lesson in random order, each of posts of like length."""
        kept = self._kept(number)
        ends, rows = np.cumsum(kept["lengths"]), rows_of(kept)
        starts = list(range(0, len(rows), self.settings.batch))
        for start in chance.sample(starts, len(starts)):
            chosen = slice(start, start + self.settings.batch)
            ids, mask = pad([row.tolist() for row in rows[chosen]])
            states = torch.zeros(*ids.shape, kept["states"].shape[1])
            first = ends[start] - kept["lengths"][start]
            last = ends[min(start + self.settings.batch, len(rows)) - 1]
            states[mask.bool()] = torch.from_numpy(kept["states"][first:last].astype(np.float32))
            logits, targets, pairs = (torch.from_numpy(kept[name][chosen]) for name in ("logits", "targets", "pairs"))
            yield Batch(ids, mask, logits, states, targets, pairs)

    def _kept(self, number: int) -> dict[str, np.ndarray]:
        if self.earlier and number < self.inherited:
            return read_lesson(self.earlier, number)
        path = _path(self.folder, number)
        if not path.is_file():
            made = self._made(number)
            unfinished = self.folder / f"new-{os.getpid()}"
            with unfinished.open("wb") as stream:
                np.savez(stream, **made)
            unfinished.replace(path)
        return read_lesson(self.folder, number)

    def _made(self, number: int) -> dict[str, np.ndarray]:
        chance = random.Random(self.settings.seed * 10_007 + number)
        first = (number - self.inherited) * LESSON
        posts = self.posts[first : first + LESSON]
        texts = [augment(post.text, post.language, chance) for post in posts]
        rows = encode(self.teacher.tokenizer, texts, self.settings.max_tokens)
        order = sorted(range(len(rows)), key=lambda place: (len(rows[place]), chance.random()))
        rows, posts = [rows[place] for place in order], [posts[place] for place in order]
        logits, states = self.teacher.answers(rows)
        return {
            "ids": np.concatenate([np.array(row, np.int32) for row in rows]),
            "lengths": np.array([len(row) for row in rows]),
            "logits": logits,
            "states": states,
            "targets": np.array([post.target for post in posts], np.float32),
            "pairs": np.array([post.pair for post in posts]),
        }
