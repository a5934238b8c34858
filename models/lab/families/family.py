"""What every model family can do, all families by name, and how to open what any of them exported.

A family is one module with these names at its top level.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from ..data.split import TrainDev
from . import bert_frozen, distilled, fine_tuned, logistic_regression, rnn, sentence_encoder
from .artefact import CONFIG, Artefact, ArtefactError, read_config

Report = Callable[[int, dict[str, float]], None]
"""Called after every epoch (1, 2 ...) with `split.dev_figures`; may raise optuna.TrialPruned to stop the training."""


class Family(Protocol):
    """A kind of model: how it is tuned, trained, exported and asked."""

    name: str
    experiment: str
    """Its MLflow experiment."""
    # REUSABLE: tuple[str, ...] may name files of a run that do not depend on what `suggest` varies; trials hand them on.
    Params: type
    """A frozen dataclass: one commented default for each hyper-parameter."""

    def suggest(self, trial: Any) -> Any:
        """Params as an Optuna trial wants them."""

    def fit(self, examples: TrainDev, params: Any, report: Report, run: Path) -> None:
        """Trains into the folder `run`; on as many threads as PyTorch is set to."""

    def export(self, run: Path, out: Path) -> None:
        """Writes model.onnx, config.json and all that scoring needs into `out`; checks it against the trained model."""

    def load(self, folder: Path) -> Artefact:
        """The exported model, through onnxruntime on one thread, from the files in `folder` only."""


_MODULES = (logistic_regression, rnn, sentence_encoder, bert_frozen, distilled, fine_tuned)
FAMILIES: dict[str, Family] = {family.name: family for family in _MODULES}


def load_artefact(folder: Path) -> Artefact:
    """The exported model of any family; a folder with model.json (models/production) is the fine-tuned one."""
    if not (folder / CONFIG).is_file() and (folder / "model.json").is_file():
        return fine_tuned.load(folder)
    family = read_config(folder)["family"]
    if family not in FAMILIES:
        raise ArtefactError(f"{folder / CONFIG}: unknown family {family!r}; use one of {', '.join(FAMILIES)}")
    return FAMILIES[family].load(folder)
