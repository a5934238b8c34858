"""Everything that decides what a student learns."""

from dataclasses import dataclass
from pathlib import Path

from ..errors import LabError
from ..places import PRODUCTION


class DistilError(LabError):
    """A student that cannot be taught; the message says what to do."""


@dataclass(frozen=True)
class Distilling:
    """The hyper-parameters of a distillation; HELP says what each is for."""

    teacher: str = ""
    start: str = ""
    pool_folder: str = ""
    depths: str = "4 5 6 7"
    posts: int = 150_000
    minutes: float = 90.0
    labelled: float = 0.6
    pools: str = "fr_customer=3 fr_tweets=3 airline_sentences=2 en_support=1 reddit_en=1"
    mix: str = ""
    joined: float = 0.0
    crafted: int = 9_000
    batch: int = 48
    rate: float = 2e-4
    head_rate: float = 5e-4
    warm_up: float = 0.04
    decay: float = 0.01
    heat: float = 2.0
    labels: float = 0.25
    states: float = 0.5
    shallow: float = 0.25
    max_tokens: int = 96
    seed: int = 29

    def exits(self) -> list[int]:
        """The depths, ascending; raises DistilError when they are not numbers of layers."""
        try:
            found = sorted({int(depth) for depth in self.depths.split()})
        except ValueError as error:
            raise DistilError(f"--depths {self.depths!r}: use numbers of layers, as '4 6'") from error
        if not found or found[0] < 1:
            raise DistilError(f"--depths {self.depths!r}: use numbers of layers from 1 on, as '4 6'")
        return found

    def teacher_folder(self) -> Path:
        """The teacher's folder."""
        return Path(self.teacher) if self.teacher else PRODUCTION

    def start_folder(self) -> Path | None:
        """The run to go on from; None: none."""
        return Path(self.start) if self.start else None

    def pool_shares(self) -> dict[str, float]:
        """Parts of the unlabelled posts that come from each pool."""
        return {name: float(part) for name, part in (one.split("=") for one in self.pools.split())}


HELP = {
    "teacher": "folder of the exported model to learn from; empty: models/production",
    "start": "a finished run to go on from: its layers begin this one, its lessons come first; --depths may end earlier",
    "pool_folder": "folder of the pools (csv.gz: text, lang); empty: unlabelled/ in the data folder",
    "depths": "numbers of layers after which the student can stop; each becomes a model, the last is the student itself",
    "posts": "different posts that the teacher is asked about, beside those of --start; repeated until the minutes are used up",
    "minutes": "minutes of training, the teacher's answers included; the learning rate is zero at their end",
    "labelled": "part of the posts that come from train/; the rest from the pools",
    "pools": "pools of unlabelled posts and how they share the rest",
    "mix": "copies of each set in a pass of train/, as --mix of lab train; empty: the mix that the teacher was trained on",
    "joined": "part of the posts that are two posts in one, of either language; only the teacher labels them",
    "crafted": "posts made from templates in one pass of train/",
    "batch": "posts in one update",
    "rate": "highest learning rate of the layers",
    "head_rate": "highest learning rate of the heads",
    "warm_up": "share of the run in which the rate rises from zero",
    "decay": "weight decay of the matrices",
    "heat": "temperature at which student and teacher are compared",
    "labels": "weight of the labels that people, stars and emoticons gave, beside the teacher's opinion",
    "states": "weight of the distance between the student's last states and the teacher's",
    "shallow": "weight of each exit before the last",
    "max_tokens": "longer posts are cut in training (the served window is 128)",
    "seed": "of the posts, their order and the augmentation",
}
