"""The comparison as Markdown tables, written between two marks of a README."""

from collections.abc import Callable
from pathlib import Path

from ..families.artefact import ArtefactError

BEGIN, END = "<!-- lab compare: begin -->", "<!-- lab compare: end -->"
REFERENCE = {
    "logistic regression": (0.78, 0.77, 0.78, 0.78, 0.77, 0.85, 0.77, 0.79),
    "LSTM": (0.79, 0.80, 0.79, 0.78, 0.81, 0.88, 0.82, 0.77),
    "BERT, frozen": (0.82, 0.82, 0.82, 0.825, 0.82, 0.90, 0.82, 0.83),
}
"""The reference system's own figures, on its own split of the 1.6 M tweets, in the order of COLUMNS."""
COLUMNS = {
    "accuracy": "accuracy",
    "f1Negative": "F1 −",
    "f1Positive": "F1 +",
    "precisionNegative": "precision −",
    "precisionPositive": "precision +",
    "auc": "ROC-AUC",
    "recallNegative": "recall −",
    "recallPositive": "recall +",
}
TITLES = {
    "logistic_regression": "logistic regression",
    "rnn": "LSTM",
    "sentence_encoder": "sentence encoder, frozen",
    "bert_frozen": "BERT, frozen",
    "distilled": "distilled",
    "fine_tuned": "fine-tuned (in service)",
}


def write_tables(compared: dict[str, dict], readme: Path) -> None:
    """Replaces what stands between the marks of `readme`. Raises ArtefactError when they are not there."""
    text = readme.read_text(encoding="utf-8") if readme.is_file() else ""
    if not 0 <= text.find(BEGIN) < text.find(END):
        raise ArtefactError(f"{readme}: the lines {BEGIN} and {END} are missing; put them where the tables shall stand")
    before, after = text[: text.index(BEGIN)], text[text.index(END) :]
    parts = [_main(compared), _sets(compared), _labels(compared), _cost(compared)]
    readme.write_text(before + BEGIN + "\n" + "\n\n".join(parts) + "\n" + after, encoding="utf-8")


def _main(compared: dict[str, dict]) -> str:
    """The reference's eight columns on test/sentiment140."""
    posts = next(iter(compared.values()))["sets"]["test/sentiment140"]["posts"]
    rows = [f"test/sentiment140, {posts:,} posts; in brackets the 95 % interval:\n"]
    rows += [_row("model", *COLUMNS.values()), _row("---", *["--:"] * len(COLUMNS))]
    for family, entry in compared.items():
        figures = entry["sets"]["test/sentiment140"]
        rows.append(_row(f"**{TITLES[family]}**", *(_value(figures[name], name in ("accuracy", "auc")) for name in COLUMNS)))
    rows += [_row(f"reference: {name}", *(_short(value) for value in values)) for name, values in REFERENCE.items()]
    return "\n".join(rows)


def _sets(compared: dict[str, dict]) -> str:
    """Accuracy and AUC of the posts with a side on every set."""
    return _by_set(
        compared,
        "sets",
        "Negative against positive, accuracy (95 % interval) / ROC-AUC of the posts with a side:\n",
        lambda figures: f"{_value(figures['accuracy'], True)} / {_short(figures['auc']['value'])}",
    )


def _labels(compared: dict[str, dict]) -> str:
    """Macro-F1 of the three labels and the neutral posts found, on every set that has some."""
    return _by_set(
        compared,
        "labels",
        "Three labels, macro-F1 (95 % interval) / share of the neutral posts found:\n",
        lambda figures: f"{_value(figures['macroF1'], True)} / {_short(figures['neutralRecall']['value'])}",
    )


def _by_set(compared: dict[str, dict], kind: str, title: str, cell: Callable[[dict], str]) -> str:
    """A row a set, a column a family."""
    names = list(next(iter(compared.values()))[kind])
    rows = [title, _row("set", "posts", *(TITLES[family] for family in compared)), _row("---", "--:", *["---"] * len(compared))]
    for name in names:
        entries = [entry[kind][name] for entry in compared.values()]
        rows.append(_row(name, f"{entries[0]['posts']:,}", *map(cell, entries)))
    return "\n".join(rows)


def _cost(compared: dict[str, dict]) -> str:
    """What each model costs."""
    rows = ["Cost:\n", _row("model", "MB on disk", "posts/s on one core", "posts learnt from", "minutes of training")]
    rows.append(_row("---", "--:", "--:", "--:", "--:"))
    for family, entry in compared.items():
        trained = entry["training"]
        cells = (
            f"{entry['bytes'] / 1e6:.1f}",
            f"{entry['posts_per_second']:.0f}",
            f"{trained['posts']:,}",
            f"{trained['minutes']:.0f}",
        )
        rows.append(_row(TITLES[family], *cells))
    return "\n".join(rows)


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _value(figure: dict, with_interval: bool) -> str:
    low, high = figure["interval"]
    return _short(figure["value"]) + (f" ({_short(low)}–{_short(high)})" if with_interval else "")


def _short(value: float) -> str:
    return f"{value:.3f}".removeprefix("0")
