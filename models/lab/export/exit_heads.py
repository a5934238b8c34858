"""Fits the heads with which posts may leave a graph early, to what its last layer says, and finds from where they are sure."""

import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import helper
from scipy.special import softmax
from tokenizers import Tokenizer
from torch import nn
from tqdm import tqdm

from ..data.sets import data_file, read_posts, set_names, worded
from ..families.model import MAX_TOKENS
from ..labels import LABELS
from ..train.batches import encode
from .exits import Exit, Head, read_whole, states_after, with_exits

POSTS_A_SET = 4_000
"""Most posts that a training set teaches."""
WIDTH, PASSES, BATCH, RATE, DECAY = 256, 12, 256, 2e-3, 0.02
CHANGED = 0.005
"""Share of the dev posts, every set weighing the same, to which an exit may give another label than the last layer."""


def add_exits(path: Path, tokenizer: Tokenizer, data: Path, layers: Sequence[int], seed: int = 20261129) -> list[dict]:
    """Gives the int8 graph of a file exits after `layers`; returns what the card tells of each.

    The heads learn from the training sets of `data`, and are sure from where its dev sets say.
    """
    model = read_whole(path)
    chance = random.Random(seed)
    train = [text for name in set_names(data, "train") for text in _some(data, name, chance)]
    dev = {name: [post.text for post in worded(read_posts(data_file(data, name)))] for name in set_names(data, "dev")}
    means, logits = read_means(model, tokenizer, train, layers)
    asked = {name: read_means(model, tokenizer, texts, layers) for name, texts in dev.items()}
    exits, told, staying = [], [], {name: np.ones(len(texts), bool) for name, texts in dev.items()}
    for place, layer in enumerate(layers):
        head = fit(means[:, place], logits, seed)
        said = {name: ask(head, found[:, place]) for name, (found, _) in asked.items()}
        sure = least_sure([(said[name][staying[name]], asked[name][1][staying[name]], len(staying[name])) for name in dev])
        exits.append(Exit(layer, sure, head))
        leaving = {name: staying[name] & (_likeliest(said[name]) >= sure) for name in dev}
        changed = {name: leaving[name] & (said[name].argmax(1) != asked[name][1].argmax(1)) for name in dev}
        told.append({"layer": layer, "sure": round(sure, 4), "leave": _mean(leaving), "changed": _mean(changed)})
        staying = {name: staying[name] & ~leaving[name] for name in dev}
    onnx.save(with_exits(model, exits), path)
    return told


def read_means(
    model: onnx.ModelProto, tokenizer: Tokenizer, texts: Sequence[str], layers: Sequence[int]
) -> tuple[np.ndarray, np.ndarray]:
    """What a whole graph makes of posts one by one: means of the states float32 [posts, layers, hidden], logits [posts, 3]."""
    graph = onnx.ModelProto()
    graph.CopyFrom(model)
    names = [states_after(graph.graph)[layer] for layer in layers]
    graph.graph.output.extend(helper.make_empty_tensor_value_info(name) for name in names)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(graph.SerializeToString(), options, providers=["CPUExecutionProvider"])
    means, logits = [], []
    for row in tqdm(encode(tokenizer, texts, MAX_TOKENS), unit="post", mininterval=20):
        ids = np.array([row], np.int64)
        said, *states = session.run(["logits", *names], {"input_ids": ids, "attention_mask": np.ones_like(ids)})
        logits.append(said[0])
        means.append([one.mean(0) for one in states])
    return np.array(means, np.float32), np.array(logits, np.float32)


def fit(means: np.ndarray, logits: np.ndarray, seed: int) -> Head:
    """A head that learns the probabilities that the last layer gives: means [posts, hidden], logits [posts, 3]."""
    torch.manual_seed(seed)
    middle, spread = means.mean(0), means.std(0) + 1e-4
    inputs, targets = torch.from_numpy((means - middle) / spread), torch.from_numpy(softmax(logits, axis=1))
    inner, outer = nn.Linear(means.shape[1], WIDTH), nn.Linear(WIDTH, len(LABELS))
    net = nn.Sequential(inner, nn.GELU(), nn.Dropout(0.1), outer)
    optimizer = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=DECAY)
    steps = PASSES * -(-len(inputs) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps)
    for _ in range(PASSES):
        for chosen in torch.randperm(len(inputs)).split(BATCH):
            nn.functional.cross_entropy(net(inputs[chosen]), targets[chosen]).backward()
            optimizer.step()
            optimizer.zero_grad()
            schedule.step()
    with torch.no_grad():
        weight = inner.weight / torch.from_numpy(spread)
        bias = inner.bias - weight @ torch.from_numpy(middle)
        return Head((weight.T.numpy(), bias.numpy()), (outer.weight.T.numpy(), outer.bias.numpy()))


def ask(head: Head, means: np.ndarray) -> np.ndarray:
    """Logits float32 [posts, 3] of means [posts, hidden]."""
    (inner, inner_bias), (outer, outer_bias) = head.inner, head.outer
    return nn.functional.gelu(torch.from_numpy(means @ inner + inner_bias)).numpy() @ outer + outer_bias


def least_sure(sets: Sequence[tuple[np.ndarray, np.ndarray, int]]) -> float:
    """The lowest probability from which no more than CHANGED of the posts get another label, every set weighing the same.

    Of each set: what the exit says and what the last layer says of the posts that came so far, both [posts, 3], and how many
    posts it has in all. 1.01, which no post reaches, where there is none.
    """
    likeliest = np.concatenate([_likeliest(said) for said, _, _ in sets])
    changed = np.concatenate([(said.argmax(1) != last.argmax(1)) / posts for said, last, posts in sets]) / len(sets)
    order = np.argsort(-likeliest, kind="stable")
    few = np.cumsum(changed[order]) <= CHANGED
    lower = np.diff(likeliest[order], append=-1) < 0  # of equals, all leave or none
    most = np.flatnonzero(few & lower)
    return float(np.ceil(likeliest[order[most[-1]]] * 1e4) / 1e4) if len(most) else 1.01


def _some(data: Path, name: str, chance: random.Random) -> list[str]:
    texts = [post.text for post in worded(read_posts(data_file(data, name)))]
    return chance.sample(texts, min(len(texts), POSTS_A_SET))


def _likeliest(logits: np.ndarray) -> np.ndarray:
    return softmax(logits, axis=1).max(1)


def _mean(found: dict[str, np.ndarray]) -> float:
    """Share of the posts that were found, every set weighing the same."""
    return round(float(np.mean([one.mean() for one in found.values()])), 4)
