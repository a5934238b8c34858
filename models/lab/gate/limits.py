"""The hard limits: the files are the card's, the whole is small enough, int8 says what float says."""

import json
from pathlib import Path

from scipy.stats import binom

from ..data.sets import sha256
from ..errors import LabError
from ..export.card import FILES, version
from ..topics.served import LISTED, read_head
from .line import Line

MEGABYTES = 45
SMALLER = 0.95
"""Part of the champion's size at which a challenger that says the same is worth having: memory and downloads pay for size."""
INT8_LOSS = 0.003
"""Accuracy that int8 may lose against float on a set: .3 point, or one post, or what chance makes of the posts that change sides,
whichever is most."""
ROUNDED = 1e-4
"""By how much the difference of two figures of a card may be wrong, each of four digits."""
CHANCE = 0.05
"""How seldom chance must make a loss for it to count; of the posts that change sides, each may as well become right as wrong."""


def file_lines(folder: Path, card: dict) -> list[Line]:
    """Whether size, checksum and version of every file are those of the card, and whether all of them are small enough."""
    lines = []
    for name in FILES:
        path, told = folder / name, card.get("files", {}).get(name, {})
        right = path.is_file() and (path.stat().st_size, sha256(path)) == (told.get("bytes"), told.get("sha256"))
        lines.append(Line(f"file {name}", right, "is the card's" if right else "differs from its card; export the run again"))
    if all(line.holds for line in lines):
        right = version(folder) == card.get("version")
        lines.append(Line("version", right, f"{card.get('version')}" if right else f"should be {version(folder)}; export again"))
    lines.append(Line("size", _megabytes(folder) <= MEGABYTES, f"{_megabytes(folder):.1f} MB of {MEGABYTES}"))
    return lines


def smaller_line(champion: Path, challenger: Path) -> Line:
    """Whether the challenger is so much smaller that this alone is a reason for it."""
    before, after = _megabytes(champion), _megabytes(challenger)
    return Line("smaller", None, f"{before:.1f} → {after:.1f} MB", after <= SMALLER * before)


def topic_lines(champion: Path, challenger: Path, version: str) -> list[Line]:
    """Whether a challenger keeps the topics of a champion that has some; how well each tells them is shown."""
    try:
        before, after = _macro_f1(champion), read_head(challenger, version)
    except LabError as error:
        return [Line("topics", False, str(error))]
    if before is None and after is None:
        return []
    if after is None:
        way = (
            f"python -m lab topics train --production {challenger} --out HEAD, then publish --run HEAD --production {challenger}"
        )
        return [Line("topics", False, f"the champion tells topics, the challenger none; teach it: {way}")]
    told = " ".join(f"{name} {value:.3f}" for name, value in after.listed["macroF1"].items())
    return [Line("topics", True, f"macro-F1 {before or 'none'} → {told}")]


def _surplus(changed: int) -> int:
    """The most by which wrong ones among `changed` posts may outnumber right ones without counting: 4 of four, 3 of five."""
    return 2 * int(binom.isf(CHANCE, changed, 0.5)) - changed if changed else 0


def _macro_f1(folder: Path) -> str | None:
    path = folder / LISTED
    if not path.exists():
        return None
    return " ".join(f"{name} {value:.3f}" for name, value in json.loads(path.read_text(encoding="utf-8"))["macroF1"].items())


def _megabytes(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.glob("*") if path.is_file()) / 1e6


def int8_lines(card: dict) -> list[Line]:
    """What int8 loses on each set, by the card's own figures."""
    lines = []
    for name, entry in sorted(card.get("metrics", {}).items()):
        loss = entry["float"]["accuracy"] - entry["int8"]["accuracy"]
        posts = entry.get("sided", entry["posts"])
        allowed = max(INT8_LOSS, 1 / posts, _surplus(entry.get("changed", 0)) / posts)
        lines.append(
            Line(f"int8 on {name}", loss <= allowed + ROUNDED, f"loses {100 * loss:+.2f} points of {100 * allowed:.2f} allowed")
        )
    return lines or [Line("int8", False, "the card has no figures; export the run again")]
