"""Splitting off the channels that would spoil int8."""

import torch
from torch import nn

from conftest import random_weights
from lab.export.outliers import CHANNELS, OutlierLinear, find_outliers, split_outliers
from lab.families.encoder import Shape, encoder_from
from lab.families.model import SentimentModel
from lab.train.batches import pad

BATCH = pad([[0, 7, 8, 9, 2], [0, 11, 2]])


def model() -> SentimentModel:
    torch.manual_seed(0)
    made = SentimentModel(encoder_from(Shape(50, 32, 2, 2, 64), random_weights(50), 0, 128)).eval()
    nn.init.normal_(made.head.weight)
    return made


def test_the_split_model_says_the_same() -> None:
    made = model()
    assert torch.allclose(split_outliers(made, find_outliers(made, [BATCH]))(*BATCH), model()(*BATCH), atol=1e-4)


def test_the_largest_channels_are_the_ones_split_off() -> None:
    made = model()
    with torch.no_grad():
        made.encoder.norm.weight[5] = 40.0
    split = split_outliers(made, find_outliers(made, [BATCH])).encoder.layers[0].query_key_value
    assert isinstance(split, OutlierLinear)
    assert 5 in split.channels.tolist()
    assert split.keep.sum() == 32 - CHANNELS


def test_the_model_itself_is_left_as_it_was() -> None:
    made = model()
    split_outliers(made, find_outliers(made, [BATCH]))
    assert isinstance(made.encoder.layers[0].inner, nn.Linear)
