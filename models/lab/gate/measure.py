"""What the gate knows of a model: its card, its verdicts on every dev and test set, its behaviour."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer

from ..behaviour.run import Answers, ask_suite
from ..behaviour.suite import Behaviour
from ..compare.evaluate import Judged, judge_all
from ..export.card import read_card
from ..export.score import Scorer


@dataclass(frozen=True)
class Measured:
    """A model folder with what was measured on the artefact itself."""

    folder: Path
    card: dict
    sets: list[Judged]
    behaviour: Answers


def measure(folder: Path, data: Path, suite: Sequence[Behaviour]) -> Measured:
    """Judges every dev and test post and every behavioural case, one by one, as the service does."""
    scorer = Scorer(folder / "model.onnx", Tokenizer.from_file(str(folder / "tokenizer.json")))
    return Measured(folder, read_card(folder), judge_all(scorer, data), ask_suite(folder, suite))
