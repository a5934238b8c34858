"""The student: the first layers of an encoder, with a head after each depth at which it may stop."""

import copy
from collections.abc import Sequence

import torch
from torch import Tensor, nn

from ..families.encoder import UNSEEN, Encoder
from ..families.model import SentimentModel


class Student(nn.Module):
    """Ids and mask [posts, tokens] → logits [posts, 3] of each exit, and the last states [posts, tokens, hidden].

    It begins as the layers `chosen` of the teacher, with the teacher's words, which stay as they are, and a copy of its head at
    each exit.
    """

    def __init__(self, teacher: SentimentModel, chosen: Sequence[int], exits: Sequence[int]) -> None:
        super().__init__()
        self.exits = list(exits)
        self.encoder: Encoder = copy.deepcopy(teacher.encoder)
        self.encoder.layers = nn.ModuleList(copy.deepcopy(teacher.encoder.layers[number]) for number in chosen)
        self.heads = nn.ModuleList(copy.deepcopy(teacher.head) for _ in exits)
        for table in (self.encoder.words, self.encoder.positions):
            table.weight.requires_grad_(False)

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[list[Tensor], Tensor]:
        encoder = self.encoder
        with torch.no_grad():
            states = encoder.words(ids) + encoder.positions.weight[: ids.shape[1]]
        states = encoder.norm(states)
        unseen = (1 - mask[:, None, None, :].to(states.dtype)) * UNSEEN
        weight = mask[:, :, None].to(states.dtype)
        logits = []
        for depth, layer in enumerate(encoder.layers, start=1):
            states = layer(states, unseen)
            if depth in self.exits:
                head = self.heads[self.exits.index(depth)]
                logits.append(head((states * weight).sum(1) / weight.sum(1)))
        return logits, states

    def ending_at(self, exits: Sequence[int]) -> "Student":
        """The same student with some of its exits only, and without the layers after the last of them."""
        heads = [self.heads[self.exits.index(depth)] for depth in exits]
        self.exits, self.heads = list(exits), nn.ModuleList(heads)
        self.encoder.layers = self.encoder.layers[: exits[-1]]
        return self

    def at(self, depth: int) -> SentimentModel:
        """The model that stops after so many layers; it shares the student's weights."""
        encoder = copy.copy(self.encoder)
        encoder._modules = dict(self.encoder._modules) | {"layers": self.encoder.layers[:depth]}
        model = SentimentModel(encoder)
        model.head = self.heads[self.exits.index(depth)]
        return model
