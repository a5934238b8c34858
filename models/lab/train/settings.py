"""Everything that decides what a run learns, and how far it has come."""

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    """The hyper-parameters of a run; HELP says what each is for."""

    posts: int = 400_000
    minutes: float = 90.0
    batch: int = 64
    rate: float = 1e-4
    head_rate: float = 1e-3
    warm_up: float = 0.05
    decay: float = 0.01
    pieces: int = 42_000
    max_tokens: int = 96
    mix: str = "train/xlmt_fr=3"
    neutral: float = 1.0
    teacher_share: float = 0.0
    crafted: int = 0
    exits: str = ""
    exit_share: float = 0.2
    int8: bool = False
    frozen: int = 0
    seed: int = 20261122

    def copies(self) -> dict[str, float]:
        """Copies in a pass of the sets (or `set/block`) that `mix` names; every other post is taken once."""
        return {name: float(copies) for name, copies in (part.split("=") for part in self.mix.split())}

    def depths(self) -> list[int]:
        """Layers after which `exits` names a head, ascending."""
        return sorted(map(int, self.exits.split()))


HELP = {
    "posts": "posts to train on, repeats included (one pass over the product's sets is about 215,000)",
    "minutes": "most minutes of training; the learning rate reaches zero at their end at the latest",
    "batch": "posts in one update",
    "rate": "highest learning rate of the encoder",
    "head_rate": "highest learning rate of the last linear unit, which starts at zero",
    "warm_up": "share of the run in which the rate rises from zero",
    "decay": "weight decay of the matrices",
    "pieces": "word pieces kept in the vocabulary",
    "max_tokens": "longer posts are cut in training (the served window is 128)",
    "mix": "copies in a pass of some sets or blocks, as `train/xlmt_fr=3 train/sentiment140/head_tail=0.5`; others: 1",
    "neutral": "copies in a pass of each neutral post; 0 leaves them out",
    "teacher_share": "part of the target of emoticon-labelled posts that the model of --from decides",
    "crafted": "posts made from templates in one pass (complaints without a sentiment word, negation, irony ...)",
    "exits": "layers after which a head learns what the last one says, as `4 6 8`; so that posts may leave early",
    "exit_share": "weight of each such head in the loss",
    "int8": "the matrices are rounded in every forward pass as `lab export` rounds them; for a last, short run",
    "frozen": "layers, from the first on, that stay as they are, the word table with them",
    "seed": "of the order of posts and of the augmentation",
}


@dataclass
class Progress:
    """How far a run is: steps done, seconds spent training, mean loss of late (nats)."""

    steps: int = 0
    seconds: float = 0.0
    loss: float = math.log(3)

    def share(self, settings: Settings) -> float:
        """Part of the run that is done, 0 to 1: of its posts or of its minutes, whichever is further."""
        return min(1.0, max(self.steps * settings.batch / settings.posts, self.seconds / 60 / settings.minutes))
