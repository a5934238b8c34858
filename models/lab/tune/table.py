"""results/tuning.md: what every study in the folder gave, written from its tuning-STUDY.json."""

import json
from pathlib import Path

HEAD = """# Tuning

Written by `lab tune` from the `tuning-*.json` beside it. AUC: ROC-AUC on dev, the mean over its sets, so French counts as much
as English; on a sample it compares within a row only. Trials: complete + pruned + failed. Importance: share of the variance of
the AUC over the complete trials (fANOVA). The pictures show how the best grew and what mattered.

| study | part of the posts | trials | minutes | AUC of the defaults | AUC of the best | most important | best parameters | |
|---|--:|--:|--:|--:|--:|---|---|---|
"""


def write_table(results: Path) -> Path:
    """Writes the table of all studies in a results folder; returns its file."""
    studies = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(results.glob("tuning-*.json"))]
    path = results / "tuning.md"
    path.write_text(HEAD + "".join(f"{_row(study)}\n" for study in studies), encoding="utf-8")
    return path


def _row(study: dict) -> str:
    name, best = study["study"], study["best"]
    chosen = next(line["params"] for line in study["every"] if line["trial"] == best["trial"])
    cells = [
        name,
        f"{study['task']['sample']:g}",
        " + ".join(str(study["trials"][state]) for state in ("complete", "pruned", "fail")),
        f"{study['minutes']:.0f}",
        _figure(study["defaults"]["auc"]),
        _figure(best["auc"]),
        ", ".join(f"{key} {share:.2f}" for key, share in list(study["importance"].items())[:3]),
        ", ".join(f"{key} {_shown(value)}" for key, value in chosen.items()),
        f"[history](tuning-{name}-history.png), [importance](tuning-{name}-importance.png)",
    ]
    return f"| {' | '.join(cells)} |"


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.4f}"


def _shown(value: object) -> str:
    return f"{value:.3g}" if isinstance(value, float) else str(value)
