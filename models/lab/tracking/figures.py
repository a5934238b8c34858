"""The pictures of one run: ROC, confusion, reliability and learning curve, as matplotlib figures."""

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.figure import Figure
from sklearn.metrics import ConfusionMatrixDisplay, RocCurveDisplay

from ..compare.calibrate import calibration_error

BINS = 15
"""Bins of the reliability diagram: as many as the calibration error has."""


def verdict_figures(labels: np.ndarray, probability: np.ndarray) -> dict[str, Figure]:
    """ROC curve, confusion matrix and reliability diagram of probabilities of positive [posts] against labels 0 or 1 [posts]."""
    return {
        "roc": _roc(labels, probability),
        "confusion": _confusion(labels, probability),
        "reliability": _reliability(labels, probability),
    }


def learning_curve(epochs: Mapping[int, Mapping[str, float]]) -> Figure:
    """The metrics over the epochs they were reported in: a panel a kind (`auc`), in it a line a set (`dev/xlmt_fr/auc`)."""
    names = sorted({name for metrics in epochs.values() for name in metrics})
    kinds = sorted({name.rpartition("/")[2] for name in names})
    figure, panels = _panels(len(kinds))
    for kind, panel in zip(kinds, panels, strict=True):
        for name in (name for name in names if name.rpartition("/")[2] == kind):
            points = [(epoch, metrics[name]) for epoch, metrics in sorted(epochs.items()) if name in metrics]
            panel.plot(*zip(*points, strict=True), marker="o", label=name.rpartition("/")[0] or "mean")
        panel.set(title=kind, xlabel="epoch")
        panel.legend(fontsize="small")
    return figure


def _roc(labels: np.ndarray, probability: np.ndarray) -> Figure:
    figure, (panel,) = _panels(1)
    RocCurveDisplay.from_predictions(labels, probability, ax=panel, plot_chance_level=True)
    panel.set(title="ROC", xlabel="false positive rate", ylabel="true positive rate")
    return figure


def _confusion(labels: np.ndarray, probability: np.ndarray) -> Figure:
    figure, (panel,) = _panels(1)
    names = ["negative", "positive"]
    ConfusionMatrixDisplay.from_predictions(labels, probability > 0.5, display_labels=names, ax=panel, colorbar=False)
    panel.set(title="Confusion")
    return figure


def _reliability(labels: np.ndarray, probability: np.ndarray) -> Figure:
    """Share of positive posts in each bin of the probability (DeGroot & Fienberg 1983); the diagonal is perfect."""
    figure, (panel,) = _panels(1)
    place = np.minimum((probability * BINS).astype(int), BINS - 1)
    bins = [place == number for number in sorted(set(place))]
    panel.plot([0, 1], [0, 1], linestyle=":", color="grey")
    panel.plot([probability[bin].mean() for bin in bins], [labels[bin].mean() for bin in bins], marker="o")
    error = calibration_error(probability, labels, BINS)
    panel.set(title=f"Reliability, error {error:.3f}", xlabel="probability of positive", ylabel="share of positive")
    return figure


def _panels(count: int) -> tuple[Figure, Sequence]:
    figure = Figure(figsize=(4.8 * count, 4.2))
    return figure, figure.subplots(1, count, squeeze=False)[0]
