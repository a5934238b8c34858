"""Makes a run to go on from out of a model in service: its int8 weights as float32 again.

So whoever has models/production can retrain; no checkpoint has to be kept or fetched. The weights come back with int8's rounding
(.4 to .7 % of a row's largest one, root mean square), and training moves them further than that in its first steps.
"""

from pathlib import Path

import numpy as np
import onnx
import torch
from tokenizers import Tokenizer

from ..export.card import read_card
from ..export.exits import read_whole
from ..export.int8_layers import GraphNodes
from ..export.outliers import MATRICES
from ..export.score import Scorer
from ..families.encoder import Encoder, Shape
from ..families.model import MAX_TOKENS, SentimentModel
from ..labels import LABELS, NEVER
from .run_folder import INT8, RunError, load_run, write_outliers, write_unpacked

TOLERANCE = 0.3
"""Largest root mean square difference (logits) between the graph and what was unpacked; int8's activations make up to .1."""


def unpack(production: Path, run: Path) -> None:
    """Writes the run's folder; raises RunError when the graph is not one that `lab export` made."""
    card = read_card(production)
    whole = read_whole(production / "model.onnx")
    graph = Graph(whole.graph)
    try:
        shape, state = graph.shape(), graph.state()
        model = SentimentModel(Encoder(shape, MAX_TOKENS))
        model.load_state_dict(state)
    except (KeyError, IndexError, RuntimeError, StopIteration) as error:
        raise RunError(f"{production / 'model.onnx'}: not a graph of lab export ({error}); pass a run with --from") from error
    tokenizer = Tokenizer.from_file(str(production / "tokenizer.json"))
    settings = {name: value for name, value in card["training"].items() if name != "trained"}
    base = card["base"] | {"champion": card["version"]}
    write_unpacked(run, shape, settings, base, card["training"]["trained"], model, tokenizer)
    write_outliers(run, graph.outliers())
    onnx.save(whole, run / INT8)
    _check(run)


def _check(run: Path) -> None:
    """Asks both about the same 64 rows of random pieces."""
    model, _ = load_run(run)
    generator = torch.Generator().manual_seed(0)
    ids = torch.randint(4, model.encoder.words.num_embeddings, (64, 24), generator=generator)
    mask = torch.ones_like(ids)
    with torch.no_grad():
        ours = model(ids, mask).numpy()
    theirs = Scorer(run / INT8).logits_of(ids.numpy(), mask.numpy())
    known = theirs[0] != NEVER  # a model of two labels says nothing of neutral
    if (difference := float(np.sqrt(np.mean((ours - theirs)[:, known] ** 2)))) > TOLERANCE:
        raise RunError(f"{run}: unpacked weights say something else (by {difference:.2f} logits); pass a run with --from")


class Graph(GraphNodes):
    """The int8 graph of export.py, read backwards."""

    def shape(self) -> Shape:
        """The encoder's sizes."""
        pieces, hidden = self.values["encoder.words.rows"].shape
        layers = self.layers()
        return Shape(pieces, hidden, len(layers), self.heads(hidden), len(layers[0].linears["outer"].steps), self.epsilon())

    def state(self) -> dict[str, torch.Tensor]:
        """The weights by the names of SentimentModel."""
        weight, bias = self._head()
        state = {
            "encoder.words.weight": self.values["encoder.words.rows"] * self.values["encoder.words.scale"],
            "encoder.positions.weight": self.values["encoder.positions.weight"],
            "head.weight": weight,
            "head.bias": bias,
        }
        norms = {"encoder.norm": self.norm(0)}
        for number, layer in enumerate(self.layers()):
            name = f"encoder.layers.{number}"
            norms |= {f"{name}.{part}": norm for part, norm in layer.norms.items()}
            for part, linear in layer.linears.items():
                state |= {f"{name}.{part}.weight": linear.weight().T, f"{name}.{part}.bias": linear.bias}
        for name, norm in norms.items():
            state |= {f"{name}.{kind}": values for kind, values in zip(("weight", "bias"), norm, strict=True)}
        return {name: torch.tensor(np.asarray(value), dtype=torch.float32).contiguous() for name, value in state.items()}

    def outliers(self) -> list[list[int]]:
        """The input channels of each matrix that are multiplied in float32, as export/outliers.py has them."""
        return [layer.linears[name].channels.tolist() for layer in self.layers() for name in MATRICES]

    def _head(self) -> tuple[np.ndarray, np.ndarray]:
        """Weight [3, hidden] and bias [3]. A model of two labels has one logit z: negative gets -z/2, positive z/2, neutral 0.

        The exporter leaves out a bias of zeros.
        """
        weight = next(value for name, value in self.values.items() if name.startswith("head.weight"))
        last = self.maker[self.output]
        two = last.op_type == "Squeeze"
        last = self.maker[last.input[0]] if two else last
        found = (self.values[name] for name in last.input if name in self.values)
        bias = next((value for value in found if value.ndim == 1), np.zeros(1 if two else len(LABELS), np.float32))
        if two:
            sides = np.array([-0.5, 0.0, 0.5], np.float32)
            return sides[:, None] * weight.reshape(1, -1), sides * bias
        return (weight if weight.shape[0] == len(LABELS) else weight.T), bias
