"""Teaches the head: short passes over posts of like length, each state of a token dropped now and then."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.utils.rnn import pad_sequence
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from ..families.precision import FASTEST, fast_passes
from .definitions import ACTS, TOPICS
from .head import TopicHead
from .states import States

LAYERS = (4, 6, 8)
"""Those that a head reads, of twelve; of an encoder with fewer layers, those as far up."""
LEAST_SCALE = 1e-3
KEPT = 0.998
"""Part of the running mean of the weights that a step leaves: the mean of the last passes is the head."""


@dataclass(frozen=True)
class Settings:
    """How the head learns; `layers` of the encoder are counted from 1, none stands for those that fit its depth."""

    layers: tuple[int, ...] = ()
    width: int = 96
    """Channels that the states are narrowed to."""
    passes: int = 20
    batch: int = 64
    rate: float = 1.5e-3
    """Highest learning rate, after a short warm-up; it falls to a fiftieth."""
    decay: float = 0.05
    drop: float = 0.1
    seed: int = 13


@dataclass(frozen=True)
class Targets:
    """What the head should say, as shares where other heads labelled: topics float [posts, topics], acts float [posts, acts],
    answer float [posts]; and how much each post counts, `weight` float [posts]."""

    topics: np.ndarray
    acts: np.ndarray
    answer: np.ndarray
    weight: np.ndarray

    def of(self, places: Sequence[int]) -> "Targets":
        """Of some of the posts."""
        return Targets(self.topics[places], self.acts[places], self.answer[places], self.weight[places])

    def mixed(self, other: "Targets", share: float) -> "Targets":
        """What these say and, by `share`, what others say of the same posts."""
        names = ("topics", "acts", "answer")
        return Targets(*((1 - share) * getattr(self, name) + share * getattr(other, name) for name in names), self.weight)

    def __add__(self, more: "Targets") -> "Targets":
        """Of these posts and then those."""
        return Targets(*(np.concatenate([getattr(one, part.name) for one in (self, more)]) for part in fields(Targets)))


def learn(states: States, targets: Targets, settings: Settings) -> TopicHead:
    """A head that has seen the posts `passes` times, ready to be asked; the same posts give the same head on one machine."""
    torch.manual_seed(settings.seed)
    chance = np.random.default_rng(settings.seed)
    some = np.concatenate(states.tokens[::4]).astype(np.float32)
    mean, scale = torch.from_numpy(some.mean(0)), torch.from_numpy(1 / (some.std(0) + LEAST_SCALE))
    head = TopicHead(mean, scale, settings.width, drop=settings.drop).train()
    mean_head = AveragedModel(head, multi_avg_fn=get_ema_multi_avg_fn(KEPT))
    optimiser = torch.optim.AdamW(head.parameters(), settings.rate, weight_decay=settings.decay)
    even = [head.even(torch.from_numpy(tokens).float()).to(FASTEST) for tokens in states.tokens]
    lengths = np.array([len(tokens) for tokens in even])
    steps, step = settings.passes * -(-len(lengths) // settings.batch), 0
    for _ in range(settings.passes):
        for places in batches(lengths, settings.batch, chance):
            for group in optimiser.param_groups:
                group["lr"] = settings.rate * min(1, (step + 1) / 50) * max(0.02, 1 - step / steps)
            optimiser.zero_grad()
            with fast_passes():
                said = head.judge(*padded([even[place] for place in places]))
            loss_of(said.float(), targets.of(places)).backward()
            optimiser.step()
            step += 1
            if step > steps // 4:
                mean_head.update_parameters(head)
    mean_head.module.layers = settings.layers
    return mean_head.module.eval()


def loss_of(logits: Tensor, targets: Targets) -> Tensor:
    """Half a bit of each topic, the act and the answer, by the weight of the posts."""
    weight = torch.from_numpy(targets.weight).float()
    topics, acts, answer = split(logits)
    binary = nn.functional.binary_cross_entropy_with_logits
    losses = binary(topics, torch.from_numpy(targets.topics).float(), reduction="none").sum(1) / 2
    losses = losses + nn.functional.cross_entropy(acts, torch.from_numpy(targets.acts).float(), reduction="none")
    losses = losses + binary(answer, torch.from_numpy(targets.answer).float(), reduction="none")
    return (losses * weight).sum() / weight.sum()


def split(logits):
    """The head's outputs [posts, OUTPUTS] as topics, acts and answer."""
    return logits[:, : len(TOPICS)], logits[:, len(TOPICS) : len(TOPICS) + len(ACTS)], logits[:, -1]


@torch.no_grad()
def ask(head: TopicHead, states: States, batch: int = 64) -> np.ndarray:
    """What the head says, logits float32 [posts, OUTPUTS]."""
    order = np.argsort([len(tokens) for tokens in states.tokens], kind="stable")
    found = np.empty((len(order), head.direct.out_features), np.float32)
    for start in range(0, len(order), batch):
        places = order[start : start + batch]
        rows = [torch.from_numpy(states.tokens[place]).float() for place in places]
        found[places] = head(*padded(rows)).numpy()
    return found


def batches(lengths: np.ndarray, size: int, chance: np.random.Generator) -> list[np.ndarray]:
    """Places of all posts in an order of chance, in batches of posts about as long."""
    mixed = chance.permutation(len(lengths))
    order = mixed[np.argsort(lengths[mixed] + 8 * chance.random(len(mixed)), kind="stable")]
    cut = [order[start : start + size] for start in range(0, len(order), size)]
    chance.shuffle(cut)
    return cut


def padded(rows: Sequence[Tensor]) -> tuple[Tensor, Tensor]:
    """States of some posts [posts, most tokens, channels] and their mask."""
    lengths = torch.tensor([len(row) for row in rows])
    return pad_sequence(list(rows), batch_first=True), (torch.arange(lengths.max()) < lengths[:, None]).float()
