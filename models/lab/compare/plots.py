"""The comparison as pictures: ROC curves, accuracy with its interval, accuracy against speed and size."""

from pathlib import Path

import numpy as np
from matplotlib.figure import Figure
from sklearn.metrics import roc_curve

from .tables import TITLES

MAIN = "test/sentiment140"


def draw(compared: dict[str, dict], curves: dict[str, tuple[np.ndarray, np.ndarray]], results: Path) -> None:
    """Writes roc.png, accuracy.png and cost.png; `curves` has labels 0/1 and log-odds of test/sentiment140 by family."""
    for name, figure in (("roc", _roc(curves, compared)), ("accuracy", _accuracy(compared)), ("cost", _cost(compared))):
        figure.savefig(results / f"{name}.png", dpi=110)


def _roc(curves: dict[str, tuple[np.ndarray, np.ndarray]], compared: dict[str, dict]) -> Figure:
    figure = Figure(figsize=(6, 6), layout="constrained")
    panel = figure.subplots()
    for family, (labels, odds) in curves.items():
        false, true, _ = roc_curve(labels, odds)
        panel.plot(false, true, label=f"{TITLES[family]}: {compared[family]['sets'][MAIN]['auc']['value']:.3f}")
    panel.plot([0, 1], [0, 1], linestyle=":", color="grey")
    panel.set(title=f"ROC on {MAIN}", xlabel="false positive rate", ylabel="true positive rate")
    panel.legend(title="area")
    return figure


def _accuracy(compared: dict[str, dict]) -> Figure:
    names = list(next(iter(compared.values()))["sets"])
    figure = Figure(figsize=(11, 5.5), layout="constrained")
    panel = figure.subplots()
    for number, (family, entry) in enumerate(compared.items()):
        places = np.arange(len(names)) + 0.12 * (number - (len(compared) - 1) / 2)
        figures = [entry["sets"][name]["accuracy"] for name in names]
        values = np.array([one["value"] for one in figures])
        reach = np.abs(np.array([one["interval"] for one in figures]).T - values)
        panel.errorbar(places, values, yerr=reach, fmt="o", capsize=3, label=TITLES[family])
    panel.set_xticks(range(len(names)), names, rotation=35, ha="right")
    panel.set(title="Accuracy with its 95 % interval")
    panel.grid(axis="y", alpha=0.3)
    panel.legend(fontsize="small")
    return figure


def _cost(compared: dict[str, dict]) -> Figure:
    figure = Figure(figsize=(10, 4), layout="constrained")
    panels = figure.subplots(1, 2, sharey=True)
    for family, entry in compared.items():
        accuracy = entry["sets"][MAIN]["accuracy"]["value"]
        for panel, value in zip(panels, (entry["posts_per_second"], entry["bytes"] / 1e6), strict=True):
            panel.scatter(value, accuracy)
            panel.annotate(TITLES[family], (value, accuracy), xytext=(4, 4), textcoords="offset points", fontsize="small")
    for panel, label in zip(panels, ("posts a second on one core", "MB on disk"), strict=True):
        panel.set(xscale="log", xlabel=label)
        panel.margins(0.25)
    panels[0].set(ylabel=f"accuracy on {MAIN}")
    return figure
