"""Builds a set from exports, step by step."""

import json
import shutil
from pathlib import Path

from ..data.sets import measured_sets, sha256
from ..errors import LabError
from .clusters import load_known, split, thin_clusters
from .files import forget_earlier, write_posts, write_topics
from .label import label_posts
from .near import find_clusters
from .poison import limit_persons, set_attacks_aside
from .report import make_report, write_report
from .rows import read_rows
from .rules import Rules
from .workspace import fill, workspace


def build(exports: list[Path], data: Path, sets: Path, rules: Rules, skip_bad: bool = False, keep_earlier: bool = False) -> dict:
    """Writes `sets`/VERSION with train/, test/ (the hold-out) and the report; returns the report.

    Only what these exports say comes in, nothing of an earlier set; the posts of earlier sets are deleted unless
    `keep_earlier`. The same exports and rules give the same version. Raises ExportRowError for a broken line.
    """
    making = sets / "making"
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(parents=True)
    faults: list[str] = []
    try:
        with workspace(making / "workspace.db") as db:
            fill(db, read_rows(exports, faults.append if skip_bad else None))
            set_attacks_aside(db, rules)
            label_posts(db)
            _limit(db, rules)
            load_known(db, data)
            find_clusters(db, rules.similar, making / "signatures.bin")
            thin_clusters(db)
            _limit(db, rules)
            split(db, rules.holdout)
            version = write_posts(db, making)
            write_topics(db, making)
            sources = [{"file": path.name, "sha256": sha256(path)} for path in exports]
            report = make_report(db, version, sources, measured_sets(data), rules, faults)
            write_report(making, report)
        shutil.rmtree(sets / version, ignore_errors=True)
        making.rename(sets / version)
    finally:
        shutil.rmtree(making, ignore_errors=True)
    if not keep_earlier:
        forget_earlier(sets, version)
    return report


def _limit(db, rules: Rules) -> None:
    """Until nobody decides too much: fewer votes leave fewer posts, of which a person's share is larger."""
    while limit_persons(db, rules):
        label_posts(db)


def find_set(sets: Path, version: str) -> Path:
    """The folder of a version. Raises LabError when it was not built, or its posts were deleted since."""
    folder = sets / version
    if not (folder / "report.json").is_file():
        known = ", ".join(sorted(path.parent.name for path in sets.glob("*/train"))) or "none"
        raise LabError(f"{sets}: no feedback set {version}; there are: {known}; build one: python -m lab feedback EXPORT")
    if not (folder / "train").is_dir():
        raise LabError(
            f"{folder}: only its report is left, a newer set took its place; build it again: python -m lab feedback EXPORT"
        )
    return folder


def read_report(folder: Path) -> dict:
    """The content of report.json in the folder of a set."""
    return json.loads((folder / "report.json").read_text(encoding="utf-8"))
