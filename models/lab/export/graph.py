"""Writes a PyTorch module as an ONNX graph, and checks that onnxruntime says what PyTorch says."""

import logging
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import onnx
import torch
from torch import Tensor, nn

from ..families.artefact import open_session

OPSET = 20
TOLERANCE = 1e-3
"""Largest difference (in logits) between PyTorch and the exported graph."""


class ExportError(Exception):
    """An exported graph that does not say what the model says."""


def write_graph(
    model: nn.Module, probe: Sequence[Tensor], names: Sequence[str], widths: Sequence[str], path: Path, output: str = "logits"
) -> None:
    """Writes `model(*probe)` with inputs `names`, each [posts, its width], and one `output`.

    Inputs of the same `widths` entry have the same second size. The file is one, weights included.
    """
    posts = torch.export.Dim("posts", min=1, max=4096)
    sizes = {width: torch.export.Dim(width, min=2, max=65536) for width in widths}
    with quiet():
        torch.onnx.export(
            model.eval(),
            tuple(probe),
            path,
            input_names=list(names),
            output_names=[output],
            dynamic_shapes=tuple({0: posts, 1: sizes[width]} for width in widths),
            opset_version=OPSET,
            external_data=False,
            dynamo=True,
            verbose=False,
        )
    onnx.checker.check_model(path)


def check_graph(model: nn.Module, probe: Sequence[Tensor], names: Sequence[str], path: Path, most: float = TOLERANCE) -> None:
    """Raises ExportError when the graph's logits on `probe` are further than `most` from PyTorch's."""
    with torch.no_grad():
        expected = model.eval()(*probe).numpy()
    inputs = {name: tensor.numpy() for name, tensor in zip(names, probe, strict=True)}
    difference = float(np.abs(expected - open_session(path).run(["logits"], inputs)[0]).max())
    if not difference <= most:
        raise ExportError(f"{path.name}: logits differ from PyTorch's by {difference:.4f}; check the exporter's version")


@contextmanager
def quiet() -> Iterator[None]:
    """Without the exporter's warnings about packages that are not needed here."""
    logging.disable(logging.WARNING)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            yield
        finally:
            logging.disable(logging.NOTSET)
