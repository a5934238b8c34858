"""A run to go on from, out of the graph of a model of two labels."""

import shutil
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from lab.export.export import export_int8
from lab.export.score import Scorer
from lab.families.model import SentimentModel
from lab.labels import NEVER, margin
from lab.train.batches import encode, pad
from lab.train.run_folder import load_run
from lab.train.unpack import unpack

TEXTS = ["horrible late flight", "lovely great gate", "flight airport monday", "merci vol", "retard annulé perdu"]


class TwoLabels(SentimentModel):
    """One logit of "positive", as models were before they knew neutral."""

    def __init__(self, model: SentimentModel) -> None:
        super().__init__(model.encoder)
        self.head = nn.Linear(model.head.in_features, 1)
        with torch.no_grad():
            self.head.weight.copy_(model.head.weight[2:] - model.head.weight[:1])
            self.head.bias.fill_(0.3)

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        return super().forward(input_ids, attention_mask).squeeze(-1)


def test_a_model_of_two_labels_comes_back_with_its_sides_and_an_even_neutral(learned: Path, tmp_path: Path) -> None:
    model, tokenizer = load_run(learned.parent / "run")
    rows = encode(tokenizer, TEXTS, 128)
    folder = Path(shutil.copytree(learned, tmp_path / "champion"))
    export_int8(TwoLabels(model), folder / "model.onnx", [pad(rows)])
    said = Scorer(folder / "model.onnx", tokenizer).logits(TEXTS, quiet=True)
    assert (said[:, 1] == NEVER).all()
    unpack(folder, tmp_path / "run")
    back, _ = load_run(tmp_path / "run")
    with torch.no_grad():
        logits = np.concatenate([back(*pad([ids])).numpy() for ids in rows])
    np.testing.assert_allclose(margin(logits), margin(said), atol=0.3)
    np.testing.assert_allclose(logits[:, 1], 0, atol=1e-6)
    np.testing.assert_allclose(logits[:, 0], -logits[:, 2], atol=1e-6)
