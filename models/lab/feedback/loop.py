"""One turn of the loop: fetch the export, build the set, retrain, ask the gate, and write down what a person is to approve.

A challenger that passes stands in models/production of the working tree; a person merges it, or does not.
"""

import difflib
import shutil
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from ..behaviour.suite import SUITE
from ..export.card import read_card
from ..gate import GateError, install, promote
from .build import build, find_set
from .fetch import fetch_export
from .mix import TooLittle, mixed_data
from .recipe import Retraining
from .report import markdown
from .retrain import Places, retrain
from .rules import Rules


@dataclass(frozen=True)
class Turn:
    """Where a turn reads and writes: the service and its key, the lab's places, parity file, pictures, and `out` for people.

    `pictures_at` is put before a picture's path in the text, so that it is found from a pull request.
    """

    service: str
    key: str
    places: Places
    golden: Path
    results: Path
    out: Path
    pictures_at: str = ""


def turn(told: Turn, rules: Rules, retraining: Retraining, source: Path | None, threads: int, track: bool) -> bool:
    """Runs one turn; True when the challenger is in service in the working tree. `out`/summary.md tells either way.

    Raises LabError and the other errors of its steps; then production is as it was.
    """
    told.out.mkdir(parents=True, exist_ok=True)
    report = _build(told, rules)
    version = report["version"]
    before = (told.places.production / "README.md").read_text(encoding="utf-8")
    try:
        challenger = retrain(version, told.places, retraining, source, threads, track)
    except TooLittle as little:
        _write(told, f"Nothing was trained: {little}", report)
        return False
    table: list[str] = []
    try:
        _gate(told, challenger, version, table)
    except GateError as refused:
        _write(told, f"The challenger stays outside: {refused}", report, *table)
        return False
    after = (told.places.production / "README.md").read_text(encoding="utf-8")
    title = f"Serve model {read_card(told.places.production)['version']}, retrained on feedback {version}"
    _write(told, title, report, *table, _difference(before, after), _pictures(told, challenger.parent / "figures", version))
    return True


def _build(told: Turn, rules: Rules) -> dict:
    """The export is gone again before anything is trained: it holds everything that people wrote."""
    export = told.out / "export.jsonl"
    try:
        fetch_export(told.service, told.key, export)
        return build([export], told.places.data, told.places.sets, rules)
    finally:
        export.unlink(missing_ok=True)


def _gate(told: Turn, challenger: Path, version: str, table: list[str]) -> None:
    """Into `table` goes what the gate says. Nothing is registered: that is for whoever merges."""
    places = install.Places(told.places.production, told.golden)
    with TemporaryDirectory() as folder:
        data = mixed_data(told.places.data, find_set(told.places.sets, version), Path(folder))
        promote.promote(challenger, data, places, None, suite=SUITE, say=table.append)


def _difference(before: str, after: str) -> str:
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), "card before", "card after", lineterm="", n=1)
    return "\n".join(["## The card", "```diff", *lines, "```"])


def _pictures(told: Turn, figures: Path, version: str) -> str:
    """Copies them to the results, where they are committed; links to them."""
    folder = told.results / f"retrain-{version}"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(figures, folder)
    links = [f"![{path.stem}]({told.pictures_at}models/results/{folder.name}/{path.name})" for path in sorted(folder.iterdir())]
    return "\n".join(["## The new model on the hold-out", *links])


def _write(told: Turn, first: str, report: dict, *parts: str) -> None:
    """title.txt has the first line, summary.md all of it."""
    (told.out / "title.txt").write_text(first.splitlines()[0] + "\n", encoding="utf-8")
    text = "\n\n".join([first, *parts, markdown(report)])
    (told.out / "summary.md").write_text(text, encoding="utf-8")
    print(text)
