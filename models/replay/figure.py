"""Draws the thirty days of the replay: `figure.py STORY.json OUT.svg`, see test/replay/report.ts."""

import json
import sys
from pathlib import Path

import matplotlib
from matplotlib.figure import Figure

matplotlib.rcParams["svg.hashsalt"] = "replay"  # the same figures, the same bytes

RED, BLUE, GREY = "#b3261e", "#1a5fb4", "#777777"
SHIFT, SHADOW, PROMOTED = 8, 15, 22
"""First days of the second, third and fourth week: test/replay/index.ts."""


def draw(story: dict) -> Figure:
    """Share of 👎 a day, the share of wrong verdicts that the service expects, and what happened when."""
    days = story["days"]
    number = [day["day"] for day in days]
    figure = Figure(figsize=(9, 4), layout="constrained")
    axes = figure.subplots()
    axes.axvspan(SHADOW - 0.5, PROMOTED - 0.5, color="#eeeeee", zorder=0)
    axes.plot(number, [100 * day["down"] / day["votes"] for day in days], color=RED, marker="o", label="thumbs down among votes")
    axes.plot(
        number, [100 * day["wrong"] / day["posts"] for day in days], color=GREY, linestyle=":", label="verdicts really wrong"
    )
    expected = [(day["day"], 100 * (1 - day["estimated"])) for day in days if day["estimated"] is not None]
    axes.plot(*zip(*expected, strict=True), color=BLUE, linestyle="--", label="wrong verdicts expected by the service")
    top = axes.get_ylim()[1] * 1.25
    axes.set(xlim=(0.5, 30.5), ylim=(0, top), xlabel="day", ylabel="%", title="Thirty days: from votes to a better model")
    told = {SHIFT: "new words", SHADOW: "votes retrain a challenger,\nit judges in the shadow", PROMOTED: "gate and promotion"}
    for day, words in told.items():
        axes.axvline(day - 0.5, color=GREY, linewidth=0.8)
        axes.text(day - 0.3, 0.98 * top, words, va="top", fontsize=9)
    if story["reported"]:
        rate = next(100 * day["down"] / day["votes"] for day in days if day["day"] == story["reported"])
        place = (story["reported"], rate)
        axes.annotate(
            "drift reported", place, (story["reported"] + 0.8, rate - 0.2 * top), fontsize=9, arrowprops={"arrowstyle": "->"}
        )
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(frameon=False, fontsize=9, loc="upper right", bbox_to_anchor=(1.0, 0.9))
    return figure


if __name__ == "__main__":
    source, target = map(Path, sys.argv[1:])
    target.parent.mkdir(parents=True, exist_ok=True)
    draw(json.loads(source.read_text(encoding="utf-8"))).savefig(target, metadata={"Date": None})
