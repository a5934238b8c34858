"""The report as one HTML file that needs nothing else: what moved in words, then the plots."""

import base64
import io
from collections.abc import Sequence
from html import escape

from matplotlib.figure import Figure

from .measure import Domains, Series

BIAS = (
    "Estimated: the mean score of the label given, which believes the model's own calibration. Observed: posts of this"
    " export whose voters agree with the verdict. People vote more where the machine is wrong, so that share is most often too"
    " low, and every post here is one that somebody voted on or reviewed."
)


def page(title: str, all_series: Sequence[Series], blocks: Sequence[dict], domains: Domains, days: Sequence[str]) -> str:
    """The whole page; `days` is the date of each post, in their order."""
    moved = [f"{one.name}: changed at post {at + 1} ({days[at]})" for one in all_series for at in one.changes]
    verdict = "can be told apart" if domains.moved else "cannot be told apart"
    told = (
        f"By their embeddings, early and late posts {verdict}: area under ROC {domains.area:.3f}"
        f" (by chance at most {domains.chance:.3f}, in 95 of 100 cases)."
    )
    items = "".join(f"<li>{escape(line)}</li>" for line in moved) or "<li>nothing</li>"
    pictures = "".join(
        f'<img alt="{escape(name)}" src="data:image/png;base64,{_png(figure)}">'
        for name, figure in [
            ("accuracy, estimated and observed, over the posts", _accuracy(blocks)),
            *((one.name, _plot(one)) for one in all_series),
        ]
    )
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>body{{font-family:sans-serif;max-width:60em;margin:2em auto}}img{{max-width:100%}}</style>"
        f"<h1>{escape(title)}</h1><h2>What moved</h2><ul>{items}</ul><p>{escape(told)}</p>"
        f"<h2>Over the posts, in the order of time</h2><p>{escape(BIAS)}</p>{pictures}</html>\n"
    )


def _plot(one: Series) -> Figure:
    figure = Figure(figsize=(9, 2.6), layout="constrained")
    panel = figure.subplots()
    panel.plot(one.posts, one.values, ".", markersize=2, color="silver")
    width = max(len(one.values) // 20, 1)
    means = [one.values[start : start + width].mean() for start in range(0, len(one.values), width)]
    panel.plot(one.posts[::width], means, color="tab:blue", drawstyle="steps-post")
    for at in one.changes:
        panel.axvline(at, color="tab:red", linestyle="--")
    panel.set(title=f"{one.name} (dashes: ADWIN found a change)", xlabel="post")
    return figure


def _accuracy(blocks: Sequence[dict]) -> Figure:
    figure = Figure(figsize=(9, 3), layout="constrained")
    panel = figure.subplots()
    for name, marker, aside in (("estimated", "s", -1), ("observed", "o", 1)):
        found = [(row["post"] + aside, *row[name]) for row in blocks if name in row]
        if found:
            posts, value, low, high = map(list, zip(*found, strict=True))
            panel.plot(posts, value, marker, label=name)
            panel.vlines(posts, low, high, color=panel.lines[-1].get_color())
    panel.set(title="Share of right verdicts, with 95 % bands", xlabel="post", ylim=(0, 1.02))
    panel.legend()
    return figure


def _png(figure: Figure) -> str:
    stream = io.BytesIO()
    figure.savefig(stream, format="png", dpi=100)
    return base64.b64encode(stream.getvalue()).decode()
