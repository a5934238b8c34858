"""Puts a model folder in the place of models/production, and keeps what stood there.

The new folder is made whole in models/runs/next; then two renames of folders change the places. A service never sees a
half-written folder: its files are those of its card before and after. Models in service are read when the service starts.
"""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from ..export.card import FILES, read_card, write_card
from ..export.golden import write_golden
from ..topics.graph import FILE
from ..topics.served import LISTED
from . import GateError

TOPIC_FILES = (LISTED, FILE)
"""What a model with topics has beside its other files."""
CARDS = "cards"
"""Folder in models/production with the cards of earlier versions."""


@dataclass(frozen=True)
class Places:
    """Where things lie: the folder in service and the parity file; beside the first, runs/next and runs/previous."""

    production: Path
    golden: Path

    @property
    def next(self) -> Path:
        """Where the new folder is made."""
        return self.production.parent / "runs" / "next"

    @property
    def previous(self) -> Path:
        """Where the folder goes that stood in service."""
        return self.production.parent / "runs" / "previous"


def stage(challenger: Path, card: dict, places: Places) -> Path:
    """Makes runs/next of the challenger's files with its new card and the cards of every version before it."""
    shutil.rmtree(places.next, ignore_errors=True)
    places.next.mkdir(parents=True)
    for name in (*FILES, *(TOPIC_FILES if (challenger / LISTED).exists() else ())):
        shutil.copyfile(challenger / name, places.next / name)
    write_card(places.next, card)
    _keep_cards(places.production, places.next)
    return places.next


def replace(places: Places) -> None:
    """runs/next → production, production → runs/previous; the parity file is made anew for the new model."""
    written = _golden_of(places.next, places)
    shutil.rmtree(places.previous, ignore_errors=True)
    _change(places.production, places.previous, places.next)
    os.replace(written, places.golden)


def back(places: Places) -> str:
    """runs/previous → production and the other way round; returns the version that is in service now.

    Raises GateError when no previous model was kept.
    """
    if not (places.previous / "model.json").is_file():
        raise GateError(f"{places.previous}: no previous model is kept there; git has the models that were committed")
    _keep_cards(places.production, places.previous)
    written = _golden_of(places.previous, places)
    shutil.rmtree(places.next, ignore_errors=True)
    _change(places.production, places.next, places.previous)
    places.next.rename(places.previous)
    os.replace(written, places.golden)
    return read_card(places.production)["version"]


def _golden_of(folder: Path, places: Places) -> Path:
    beside = places.golden.with_name(places.golden.name + ".next")
    write_golden(folder, beside)
    return beside


def _change(production: Path, away: Path, coming: Path) -> None:
    production.rename(away)
    try:
        coming.rename(production)
    except OSError:
        away.rename(production)
        raise


def _keep_cards(source: Path, target: Path) -> None:
    """Copies the card of the model in `source`, and those it kept, to where `target` keeps its own."""
    kept = target / CARDS
    kept.mkdir(exist_ok=True)
    for card in sorted((source / CARDS).glob("*.md")):
        shutil.copyfile(card, kept / card.name)
    shutil.copyfile(source / "README.md", kept / f"{read_card(source)['version']}.md")
    (kept / f"{read_card(target)['version']}.md").unlink(missing_ok=True)
