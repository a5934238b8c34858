"""The encoder against PyTorch's own transformer layer, and what padding must not do."""

import torch
from torch import nn

from conftest import random_weights
from lab.families.encoder import Encoder, Shape, encoder_from
from lab.families.model import SentimentModel
from lab.train.batches import pad

SHAPE = Shape(pieces=50, hidden=32, layers=2, heads=2, inner=64)


def reference_layer(weights: dict, number: int) -> nn.TransformerEncoderLayer:
    """PyTorch's layer with the weights of layer `number`."""
    layer = nn.TransformerEncoderLayer(32, 2, 64, dropout=0.0, activation="gelu", layer_norm_eps=1e-12, batch_first=True)
    name = f"encoder.layer.{number}"
    state = {}
    for kind in ("weight", "bias"):
        parts = [weights[f"{name}.attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
        state |= {
            f"self_attn.in_proj_{kind}": torch.cat(parts),
            f"self_attn.out_proj.{kind}": weights[f"{name}.attention.output.dense.{kind}"],
            f"linear1.{kind}": weights[f"{name}.intermediate.dense.{kind}"],
            f"linear2.{kind}": weights[f"{name}.output.dense.{kind}"],
            f"norm1.{kind}": weights[f"{name}.attention.output.LayerNorm.{kind}"],
            f"norm2.{kind}": weights[f"{name}.output.LayerNorm.{kind}"],
        }
    layer.load_state_dict(state)
    return layer.eval()


def test_the_encoder_says_what_pytorchs_layers_say() -> None:
    weights = random_weights(50)
    ids, mask = pad([[0, 7, 8, 9, 2], [0, 11, 2]])
    table, places = weights["embeddings.word_embeddings.weight"], weights["embeddings.position_embeddings.weight"]
    states = nn.functional.layer_norm(
        table[ids] + places[2:7] + weights["embeddings.token_type_embeddings.weight"][0],
        (32,),
        weights["embeddings.LayerNorm.weight"],
        weights["embeddings.LayerNorm.bias"],
        1e-12,
    )
    for number in range(2):
        states = reference_layer(weights, number)(states, src_key_padding_mask=mask == 0)
    ours = encoder_from(SHAPE, weights, first_position=2, max_tokens=128)(ids, mask)
    assert torch.allclose(ours[mask == 1], states[mask == 1], atol=1e-4)


def test_padding_does_not_change_a_posts_logit() -> None:
    torch.manual_seed(0)
    model = SentimentModel(Encoder(SHAPE, 128))
    nn.init.normal_(model.head.weight)
    alone = model(*pad([[0, 7, 8, 2]]))
    together = model(*pad([[0, 7, 8, 2], [0, 5, 6, 7, 8, 9, 10, 2]]))
    assert torch.allclose(alone[0], together[0], atol=1e-5)


def test_a_new_model_has_no_opinion() -> None:
    assert SentimentModel(Encoder(SHAPE, 128))(*pad([[0, 7, 2]])).tolist() == [[0, 0, 0]]
