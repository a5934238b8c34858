"""An exported model's folder: model.onnx, config.json (family, parameters, training) and what its family needs to score.

`load_artefact` in family.py opens one.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import onnxruntime

from ..errors import LabError

CONFIG, MODEL = "config.json", "model.onnx"


class ArtefactError(LabError):
    """A folder of a run or of an exported model that cannot be used; the message says what to do."""


class Artefact(Protocol):
    """An exported model that answers."""

    def logits(self, texts: Sequence[str], batch: int = 1) -> np.ndarray:
        """float32 logits [posts, 3] (negative, neutral, positive) of normalised posts, asked `batch` at a time."""


def open_session(path: Path) -> onnxruntime.InferenceSession:
    """The graph in onnxruntime, on one thread."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


def write_config(folder: Path, family: str, params: Any, posts: int, seconds: float, figures: dict, **more: Any) -> None:
    """Writes config.json: the parameters, distinct training posts, seconds of training, and the dev figures."""
    trained = {"posts": posts, "seconds": round(seconds, 1), "dev": {name: round(value, 4) for name, value in figures.items()}}
    config = {"family": family, "params": asdict(params), "trained": trained} | more
    folder.mkdir(parents=True, exist_ok=True)
    (folder / CONFIG).write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")


def read_config(folder: Path) -> dict:
    """The content of config.json in the folder of a run or of an exported model."""
    try:
        return json.loads((folder / CONFIG).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ArtefactError(f"{folder / CONFIG}: cannot be read ({error}); train first: python -m lab train FAMILY") from error


def size(folder: Path) -> int:
    """Bytes of all files in the folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
