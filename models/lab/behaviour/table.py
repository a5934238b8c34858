"""A result of the suite as JSON and as a table for people."""

import json
from pathlib import Path

from .suite import PUBLISHED


def write_results(folder: Path, version: str, rows: list[dict]) -> Path:
    """Writes behaviour-VERSION.json into the folder; returns its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"behaviour-{version}.json"
    path.write_text(json.dumps({"model": version, "rows": rows}, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def table(rows: list[dict]) -> str:
    """Markdown: a row a test and language; failures, interval and bar in %, then the rates published for English systems."""
    head = ["test", "language", "cases", "failures", "95 % interval", "bar", "", *PUBLISHED]
    lines = [f"| {' | '.join(head)} |", "|---|---|" + "--:|" * 4 + "---|" + "--:|" * len(PUBLISHED)]
    for row in rows:
        low, high = row["interval"]
        bar = "–" if row["bar"] is None else f"{row['bar']:.0%}"
        met = {None: "", True: "met", False: "missed"}[row["met"]]
        others = [f"{row['published'][name]:.1f}" if name in row["published"] else "–" for name in PUBLISHED]
        cells = [row["test"], row["language"], str(row["cases"]), f"{row['failures']:.1%}", f"{low:.1%} to {high:.1%}", bar, met]
        lines.append(f"| {' | '.join(cells + others)} |")
    return "\n".join(lines)
