"""Lets a challenger into models/production, or says why not."""

from collections.abc import Callable, Sequence
from pathlib import Path

from tokenizers import Tokenizer

from ..behaviour.run import summary
from ..behaviour.suite import SUITE, Behaviour
from ..compare.calibrate import Calibration
from ..compare.evaluate import pooled_calibration
from ..export.card import read_card
from ..export.profile import make_profile
from . import GateError
from .compare import comparison_lines
from .install import Places, back, replace, stage
from .limits import file_lines, int8_lines, smaller_line, topic_lines
from .line import Line, refusals, table
from .measure import Measured, measure
from .speed import faster_line

Register = Callable[[Path], str]
"""Adds a model folder to the registry and returns its version there."""
Crown = Callable[[str], None]
"""Makes a version of the registry the champion."""
Registry = tuple[Register, Crown]


def promote(
    challenger: Path,
    data: Path,
    places: Places,
    registry: Registry | None,
    dry_run: bool = False,
    suite: Sequence[Behaviour] = SUITE,
    say: Callable[[str], None] = print,
) -> str:
    """Measures both models, says the table and, unless `dry_run`, puts the challenger into service; returns its version.

    Raises GateError when the challenger is refused; then nothing was changed.
    """
    card = read_card(challenger)
    if card["version"] == read_card(places.production)["version"]:
        raise GateError(f"{challenger}: {card['version']} is the model in service already; pass another folder")
    limits = file_lines(challenger, card)
    _let_in(limits)
    limits += [*int8_lines(card), smaller_line(places.production, challenger)]
    limits += topic_lines(places.production, challenger, card["version"])
    _let_in(limits)
    champion, candidate = measure(places.production, data, suite), measure(challenger, data, suite)
    lines = [*limits, *comparison_lines(champion, candidate), faster_line(champion, candidate)]
    say(table(lines))
    _let_in(lines, compared=True)
    if dry_run:
        return card["version"]
    staged = stage(challenger, full_card(candidate), places)
    version = registry[0](staged) if registry else None
    replace(places)
    if registry:
        registry[1](version)
    return card["version"]


def full_card(model: Measured) -> dict:
    """The model's card with the calibration error of each language, the profile of the dev posts and its behaviour."""
    calibration = Calibration.of_card(model.card)
    error = pooled_calibration(model.sets, calibration)
    rows = [
        {name: row[name] for name in row if name not in ("examples", "published")} for row in summary(model.behaviour.outcomes())
    ]
    tokenizer = Tokenizer.from_file(str(model.folder / "tokenizer.json"))
    profile = make_profile(model.sets, tokenizer, calibration)
    return model.card | {"profile": profile, "calibration": model.card["calibration"] | {"error": error}, "behaviour": rows}


def go_back(places: Places, registry: Registry | None) -> str:
    """Puts the previous model into service again; returns its version."""
    version = back(places)
    if registry:
        registry[1](registry[0](places.production))
    return version


def _let_in(lines: Sequence[Line], compared: bool = False) -> None:
    """Raises GateError when a line refuses, or, once the models were compared, when none is better."""
    found = [f"{line.name}: {line.reason}" for line in lines if line.holds is False]
    if compared:
        found = refusals(lines)
    if found:
        raise GateError("refused\n  " + "\n  ".join(found))
