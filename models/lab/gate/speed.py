"""Whether a challenger is so much faster that this alone is a reason for it."""

import time
from collections.abc import Sequence

import numpy as np
from tokenizers import Tokenizer

from ..export.score import Scorer
from .line import Line
from .measure import Measured

FASTER = 1.15
"""Times the champion's posts a second at which a challenger that says the same is worth having; chance moves a ratio less."""
ROUNDS = 9
POSTS = 60
"""Posts a round; nine rounds of both take some ten seconds."""


def faster_line(champion: Measured, challenger: Measured) -> Line:
    """Times both on the same posts in turn, one post at a time on one core."""
    texts = [post.text for judged in champion.sets for post in judged.posts]
    some = [texts[place] for place in np.random.default_rng(0).permutation(len(texts))[: ROUNDS * POSTS]]
    return speed_line([_ratio(champion, challenger, list(part)) for part in np.array_split(some, ROUNDS) if len(part)])


def speed_line(ratios: Sequence[float]) -> Line:
    """`ratios` are the challenger's posts a second to the champion's, a round each; all but the lowest must reach the bar."""
    middle, low = np.median(ratios), sorted(ratios)[min(1, len(ratios) - 1)]
    reason = f"{middle:.2f} times the posts a second ({min(ratios):.2f} to {max(ratios):.2f})"
    return Line("faster", None, reason, bool(low >= FASTER))


def _ratio(champion: Measured, challenger: Measured, texts: list[str]) -> float:
    before, after = (_seconds(one, texts) for one in (champion, challenger))
    return before / after


def _seconds(model: Measured, texts: list[str]) -> float:
    """Processor time, so that other work on the machine does not count; loading the graph does not either."""
    scorer = Scorer(model.folder / "model.onnx", Tokenizer.from_file(str(model.folder / "tokenizer.json")))
    scorer.logits(texts[:3], quiet=True)
    begun = time.process_time()
    scorer.logits(texts, quiet=True)
    return time.process_time() - begun
