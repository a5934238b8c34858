"""Makes a run to go on from out of a model in service: its int8 weights as float32 again.

So whoever has models/production can retrain; no checkpoint has to be kept or fetched. The weights come back with int8's rounding
(.4 to .7 % of a row's largest one, root mean square), and training moves them further than that in its first steps.
"""

import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from tokenizers import Tokenizer

from ..export.card import read_card
from ..export.score import Scorer
from ..families.encoder import Encoder, Shape
from ..families.model import MAX_TOKENS, SentimentModel
from ..labels import LABELS, NEVER
from .run_folder import RunError, load_run, write_unpacked

TOLERANCE = 0.3
"""Largest root mean square difference (logits) between the graph and what was unpacked; int8's activations make up to .1."""

LINEARS = ("query_key_value", "attended", "inner", "outer")
"""A layer's matrices in the order in which they are multiplied."""


def unpack(production: Path, run: Path) -> None:
    """Writes the run's folder; raises RunError when the graph is not one that `lab export` made."""
    card = read_card(production)
    graph = Graph(production / "model.onnx")
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
    shutil.copyfile(production / "model.onnx", run / "int8.onnx")
    _check(run)


def _check(run: Path) -> None:
    """Asks both about the same 64 rows of random pieces."""
    model, _ = load_run(run)
    generator = torch.Generator().manual_seed(0)
    ids = torch.randint(4, model.encoder.words.num_embeddings, (64, 24), generator=generator)
    mask = torch.ones_like(ids)
    with torch.no_grad():
        ours = model(ids, mask).numpy()
    theirs = Scorer(run / "int8.onnx").logits_of(ids.numpy(), mask.numpy())
    known = theirs[0] != NEVER  # a model of two labels says nothing of neutral
    if (difference := float(np.sqrt(np.mean((ours - theirs)[:, known] ** 2)))) > TOLERANCE:
        raise RunError(f"{run}: unpacked weights say something else (by {difference:.2f} logits); pass a run with --from")


class Graph:
    """The int8 graph of export.py, read backwards. Names of equal tensors are shared, so parts are known by their order."""

    def __init__(self, path: Path) -> None:
        graph = onnx.load(path).graph
        self.values = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
        self.nodes, self.output = list(graph.node), graph.output[0].name
        self.maker = {name: node for node in self.nodes for name in node.output}
        self.taker = {name: node for node in self.nodes for name in node.input}
        self.norms = self._all("LayerNormalization")
        self.products = self._all("MatMulInteger")

    def shape(self) -> Shape:
        """The encoder's sizes; heads follow from the factor of the scores, the square root of 1 / width of a head."""
        pieces, hidden = self.values["encoder.words.rows"].shape
        factors = (self.values.get(name) for node in self._all("Mul") for name in node.input)
        factor = next(float(value) for value in factors if value is not None and value.ndim == 0 and 0 < value < 1)
        epsilon = next(attribute.f for attribute in self.norms[0].attribute if attribute.name == "epsilon")
        layers, inner = len(self.products) // len(LINEARS), self.values[self.products[2].input[1]].shape[1]
        return Shape(pieces, hidden, layers, round(hidden * factor**2), inner, float(str(np.float32(epsilon))))

    def state(self) -> dict[str, torch.Tensor]:
        """The weights by the names of SentimentModel."""
        weight, bias = self._head()
        state = {
            "encoder.words.weight": self.values["encoder.words.rows"] * self.values["encoder.words.scale"],
            "encoder.positions.weight": self.values["encoder.positions.weight"],
            "head.weight": weight,
            "head.bias": bias,
        }
        layers = [f"encoder.layers.{number}" for number in range(len(self.products) // len(LINEARS))]
        norms = ["encoder.norm", *(f"{layer}.{norm}" for layer in layers for norm in ("attended_norm", "outer_norm"))]
        for name, node in zip(norms, self.norms, strict=True):
            state |= {f"{name}.weight": self.values[node.input[1]], f"{name}.bias": self.values[node.input[2]]}
        linears = (f"{layer}.{linear}" for layer in layers for linear in LINEARS)
        for name, node in zip(linears, self.products, strict=True):
            weight, bias = self._linear(node)
            state |= {f"{name}.weight": weight.T, f"{name}.bias": bias}
        return {name: torch.tensor(np.asarray(value), dtype=torch.float32).contiguous() for name, value in state.items()}

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

    def _all(self, kind: str) -> list[onnx.NodeProto]:
        return [node for node in self.nodes if node.op_type == kind]

    def _linear(self, product: onnx.NodeProto) -> tuple[np.ndarray, np.ndarray]:
        """Weight [in, out] and bias [out] of the layer: MatMulInteger → Cast → Mul → Add of the bias → Add of the outliers."""
        quantised, zero = (self.values[product.input[place]].astype(np.float32) for place in (1, 3))
        weight = (quantised - zero) * self.values[product.input[1].replace("_quantized", "_scale")]
        add = self.taker[self.taker[self.taker[product.output[0]].output[0]].output[0]]
        bias = next(self.values[name] for name in add.input if name in self.values)
        after = self.taker[add.output[0]]
        parts = [self.maker[name] for name in after.input if name in self.maker] if after.op_type == "Add" else []
        for few in parts:
            if few.op_type == "MatMul" and few.input[1] in self.values:
                channels = self.maker[few.input[0]].input[1]
                weight[self.values[channels]] = self.values[few.input[1]]
        return weight, bias
