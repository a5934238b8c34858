"""A BERT encoder in its shortest form: what training and the exported graph need, and nothing else."""

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

UNSEEN = -10_000.0
"""Added to the attention score of padding."""


@dataclass(frozen=True)
class Shape:
    """Sizes of an encoder: word pieces, hidden width, layers, attention heads, inner width, layer-norm epsilon."""

    pieces: int
    hidden: int
    layers: int
    heads: int
    inner: int
    epsilon: float = 1e-12


class Layer(nn.Module):
    """One transformer layer, normalised after each half (Devlin et al. 2019): [batch, tokens, hidden] → the same."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.query_key_value = nn.Linear(shape.hidden, 3 * shape.hidden)
        self.attended = nn.Linear(shape.hidden, shape.hidden)
        self.attended_norm = nn.LayerNorm(shape.hidden, shape.epsilon)
        self.inner = nn.Linear(shape.hidden, shape.inner)
        self.outer = nn.Linear(shape.inner, shape.hidden)
        self.outer_norm = nn.LayerNorm(shape.hidden, shape.epsilon)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """`mask` [batch, 1, 1, tokens] is 0 where there is a token and very low elsewhere; it is added to the scores."""
        batch, tokens, hidden = states.shape
        heads = self.query_key_value(states).view(batch, tokens, 3, self.heads, hidden // self.heads)
        query, key, value = heads.permute(2, 0, 3, 1, 4).unbind(0)
        scores = (query * query.shape[-1] ** -0.5) @ key.transpose(-1, -2)
        scores = scores + mask.to(scores.dtype)
        mixed = scores.softmax(-1) @ value
        mixed = mixed.transpose(1, 2).reshape(batch, tokens, hidden)
        states = self.attended_norm(states + self.attended(mixed))
        return self.outer_norm(states + self.outer(functional.gelu(self.inner(states))))


class Encoder(nn.Module):
    """Token ids and mask, both int64 [batch, tokens] → states float [batch, tokens, hidden]."""

    def __init__(self, shape: Shape, max_tokens: int) -> None:
        super().__init__()
        self.words = nn.Embedding(shape.pieces, shape.hidden, sparse=True)
        self.positions = nn.Embedding(max_tokens, shape.hidden)
        self.norm = nn.LayerNorm(shape.hidden, shape.epsilon)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        states = self.norm(self.words(ids) + self.positions.weight[: ids.shape[1]])
        mask = (1 - mask[:, None, None, :].to(states.dtype)) * UNSEEN
        for layer in self.layers:
            states = layer(states, mask)
        return states


def encoder_from(shape: Shape, weights: dict[str, Tensor], first_position: int, max_tokens: int) -> Encoder:
    """An encoder with the weights of a BERT-like model (Hugging Face names, see base.py).

    Query, key and value become one matrix; the token type (always 0 here) is added into the position table.
    """
    positions = weights["embeddings.position_embeddings.weight"][first_position : first_position + max_tokens]
    state = {
        "words.weight": weights["embeddings.word_embeddings.weight"],
        "positions.weight": positions + weights["embeddings.token_type_embeddings.weight"][0],
    }
    names = {"norm": "embeddings.LayerNorm"}
    for number in range(shape.layers):
        theirs, ours = f"encoder.layer.{number}", f"layers.{number}"
        names |= {
            f"{ours}.attended": f"{theirs}.attention.output.dense",
            f"{ours}.attended_norm": f"{theirs}.attention.output.LayerNorm",
            f"{ours}.inner": f"{theirs}.intermediate.dense",
            f"{ours}.outer": f"{theirs}.output.dense",
            f"{ours}.outer_norm": f"{theirs}.output.LayerNorm",
        }
        for kind in ("weight", "bias"):
            parts = [weights[f"{theirs}.attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
            state[f"{ours}.query_key_value.{kind}"] = torch.cat(parts)
    for ours, theirs in names.items():
        for kind in ("weight", "bias"):
            state[f"{ours}.{kind}"] = weights[f"{theirs}.{kind}"]
    encoder = Encoder(shape, len(positions))
    encoder.load_state_dict(state)
    return encoder
