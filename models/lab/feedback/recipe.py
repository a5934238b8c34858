"""How a challenger is trained: the champion's own recipe on the base sets, so that nothing is forgotten, and feedback in it."""

from collections import Counter
from dataclasses import dataclass, fields, replace
from pathlib import Path

from ..data.sets import NEUTRAL, read_posts
from ..errors import LabError
from ..train.settings import Settings


@dataclass(frozen=True)
class Retraining:
    """What a retraining decides by itself; RETRAINING_HELP says what each is for."""

    posts: int = 40_000
    minutes: float = 60.0
    rate: float = 3e-5
    head_rate: float = 2e-4
    share: float = 0.2
    repeats: float = 4.0


RETRAINING_HELP = {
    "posts": "posts to train on, base and feedback",
    "minutes": "most minutes of training",
    "rate": "highest learning rate of the encoder: a third of a first training's, since the champion knows most",
    "head_rate": "highest learning rate of the last linear unit",
    "share": "most of the posts trained on that come from feedback",
    "repeats": "most times that a feedback post of full weight is trained on: a few posts must not be learnt by heart",
}


def recipe(champion: dict, retraining: Retraining, base: float, feedback: Path, weights: dict[str, float]) -> Settings:
    """The champion's settings (`champion`, as its card tells them) with the feedback posts mixed in by provenance and weight.

    `base` is how many posts one pass over the base sets holds. A post of full weight is seen `repeats` times, or less often where
    feedback would have more than its share: copies = r * base / (posts - r * all), for r times seen and `all` weights together.
    """
    if not 0 < retraining.share < 1:
        raise LabError(f"--share {retraining.share:g}: must lie between 0 and 1; 0.2 makes every fifth post one of feedback")
    known = {field.name for field in fields(Settings)}
    settings = Settings(**{name: value for name, value in champion.items() if name in known})
    counts = Counter((post.block, post.label == NEUTRAL) for post in read_posts(feedback))
    together = sum(count * weights[kind] * (settings.neutral if neutral else 1) for (kind, neutral), count in counts.items())
    times = min(retraining.repeats, retraining.share * retraining.posts / together)
    copies = times * base / (retraining.posts - times * together)
    mix = [part for part in settings.mix.split() if not part.startswith("train/feedback")]
    mix += [f"train/feedback/{kind}={copies * weight:.6g}" for kind, weight in weights.items()]
    chosen = {name: getattr(retraining, name) for name in ("posts", "minutes", "rate", "head_rate")}
    return replace(settings, mix=" ".join(mix), teacher_share=0.0, **chosen)
