"""`lab drift EXPORT`: the report on an export of the service."""

import argparse
from pathlib import Path

from ..places import PRODUCTION

LEAST = 100
"""Fewer posts than this say nothing about drift."""
BLOCKS = 20


def add(command: argparse.ArgumentParser) -> None:
    """Adds the options and what to run."""
    command.add_argument("export", type=Path, help="what GET /export gave, as JSON lines")
    command.add_argument("--production", type=Path, default=PRODUCTION, help="folder of the model; default models/production")
    command.add_argument("--out", type=Path, default=Path("drift.html"), help="the report; default drift.html")
    command.set_defaults(command=run)


def run(options: argparse.Namespace) -> None:
    """Writes the report, and says in a line each what moved."""
    import numpy as np

    from ..errors import LabError
    from ..export.card import read_card
    from ..export.profile import readings
    from .embed import Encoder
    from .measure import accuracy_by_block, domain_classifier, series
    from .posts import read_export
    from .report import page

    version = read_card(options.production)["version"]
    posts = [post for post in read_export(options.export) if post.model == version]
    if len(posts) < LEAST:
        raise LabError(
            f"{options.export}: {len(posts)} posts that {version} judged; drift needs {LEAST}, or another --production"
        )
    encoder = Encoder(options.production)
    texts = [post.text for post in posts]
    pieces, _, surprise = readings(texts, encoder.tokenizer)
    probability = np.array([post.probability for post in posts])
    right = np.array([np.nan if post.right is None else float(post.right) for post in posts])
    numbers, known = np.arange(len(posts)), ~np.isnan(right)
    found = [
        series("share of French", numbers, np.array([float(post.language == "fr") for post in posts])),
        series("length in pieces", numbers, pieces.astype(float)),
        series("vocabulary: how unlikely a piece is on average", numbers, surprise),
        series("probability of positive", numbers, probability),
        series("verdicts that voters agree with", numbers[known], right[known]),
    ]
    embedded = encoder.embed(texts)
    domains = domain_classifier(embedded[: len(posts) // 2], embedded[len(posts) // 2 :])
    blocks = accuracy_by_block(np.array([post.confidence for post in posts]), right, max(len(posts) // BLOCKS, 1))
    days = [post.at.date().isoformat() for post in posts]
    title = f"Drift of {len(posts)} posts judged by {version}, {days[0]} to {days[-1]}"
    options.out.write_text(page(title, found, blocks, domains, days), encoding="utf-8")
    for one in found:
        print(f"{one.name}: {', '.join(f'changed at post {at + 1}' for at in one.changes) or 'no change'}")
    print(f"early against late posts by embedding: area {domains.area:.3f}, by chance at most {domains.chance:.3f}")
    print(f"→ {options.out}")
