"""Draws a soak: `soak.py FIGURES.json OUT.svg`, see test/proof/soak/report.ts."""

import json
import sys
from pathlib import Path

import matplotlib
from matplotlib.figure import Figure

matplotlib.rcParams["svg.hashsalt"] = "soak"  # the same figures, the same bytes

RED, BLUE, GREY = "#b3261e", "#1a5fb4", "#777777"


def draw(run: dict) -> Figure:
    """Memory, what is open, and delays, one above the other; the warm-up in grey."""
    samples, minutes = run["samples"], run["minutes"]
    at = [sample["at"] / 60 for sample in samples]
    figure = Figure(figsize=(9, 6.5), layout="constrained")
    memory, opened, delays = figure.subplots(3, 1, sharex=True)
    memory.plot(at, [sample["residentMb"] for sample in samples], color=RED, label="resident memory")
    memory.plot(at, [sample["heapMb"] for sample in samples], color=BLUE, linewidth=0.8, label="heap in use, garbage included")
    living = [float("nan") if sample["livingMb"] is None else sample["livingMb"] for sample in samples]
    memory.plot(at, living, color=BLUE, linestyle="--", label="of that, what collections leave")
    memory.set(ylabel="MB", ylim=(0, None), title="The bundle under load: does anything grow?")
    opened.plot(at, [sample["descriptors"] for sample in samples], color=RED, label="open descriptors")
    opened.plot(at, [sample["resources"] for sample in samples], color=BLUE, linewidth=0.8, label="resources of Node")
    if samples[0]["connections"] is not None:
        connections = [sample["connections"] for sample in samples]
        opened.plot(at, connections, color=GREY, linestyle=":", label="database connections")
    opened.set(ylim=(0, None))
    minute = [each["at"] / 60 for each in minutes]
    delays.plot(minute, [each["p99"] for each in minutes], color=RED, label="arrival to reply, p99")
    delays.plot(minute, [each["p50"] for each in minutes], color=BLUE, linestyle="--", label="p50")
    delays.set(xlabel="minute", ylabel="ms", xlim=(0, run["seconds"] / 60), yscale="log")
    for axes in (memory, opened, delays):
        axes.axvspan(0, run["cuts"]["warm"] / 60, color="#eeeeee", zorder=0)
        axes.spines[["top", "right"]].set_visible(False)
        axes.legend(frameon=False, fontsize=9, loc="best")
    return figure


if __name__ == "__main__":
    source, target = map(Path, sys.argv[1:])
    target.parent.mkdir(parents=True, exist_ok=True)
    draw(json.loads(source.read_text(encoding="utf-8"))).savefig(target, metadata={"Date": None})
