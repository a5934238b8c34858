"""Measures an exported model on labelled sets, always through onnxruntime on the artefact itself."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.metrics import accuracy_score, f1_score, precision_recall_fscore_support, recall_score, roc_auc_score

from ..data.sets import LEAST_NEUTRAL, NEUTRAL, DataError, Post, data_file, is_distant, read_posts, set_names
from ..data.text import is_empty
from ..export.score import Scorer
from ..labels import LABELS, columns
from .calibrate import MIDDLE, Calibration, DevSet, calibration_error


@dataclass(frozen=True)
class Judged:
    """One set with the logits (float32 [posts, 3]) that a model gave its posts, neutral ones included."""

    name: str
    posts: list[Post]
    logits: np.ndarray

    @property
    def sided(self) -> np.ndarray:
        """True [posts] where the label is negative or positive."""
        return np.array([post.label != NEUTRAL for post in self.posts])

    @property
    def has_neutral(self) -> bool:
        """Whether there are enough neutral posts for figures of three labels."""
        return (~self.sided).sum() >= LEAST_NEUTRAL

    @property
    def labels(self) -> np.ndarray:
        """Labels [posts]: 0 negative, 1 positive, 2 neutral."""
        return np.array([post.label for post in self.posts])


def judge(scorer: Scorer, data: Path, name: str, sample: int | None = None, batch: int = 1) -> Judged:
    """Asks the model about every post with words of a set (or about the first `sample`)."""
    posts = [post for post in read_posts(data_file(data, name)) if not is_empty(post.text)][:sample]
    labels = {post.label for post in posts}
    if not {0, 1} <= labels:
        raise DataError(f"{data_file(data, name)}: needs negative and positive posts to measure on; has labels {sorted(labels)}")
    return Judged(name, posts, scorer.logits([post.text for post in posts], batch))


def judge_all(
    scorer: Scorer, data: Path, parts: Sequence[str] = ("dev", "test"), sample: int | None = None, batch: int = 1
) -> list[Judged]:
    """Every set of the given parts."""
    return [judge(scorer, data, name, sample, batch) for part in parts for name in set_names(data, part)]


def metrics(judged: Judged, calibration: Calibration) -> dict[str, float]:
    """Figures of one set: negative against positive on the posts with a side; the three labels where it has neutral posts."""
    result = side_figures(judged, calibration)
    if judged.has_neutral:
        result |= label_figures(judged, calibration)
    return {name: round(float(value), 4) for name, value in result.items()}


def side_figures(judged: Judged, calibration: Calibration) -> dict[str, float]:
    """Of the posts with a side: the two classes at probability one half, its calibration, and which verdicts are certain.

    A certain verdict is right when the label given is the post's, so "neutral" is wrong here.
    """
    sided = judged.sided
    labels, logits = judged.labels[sided], judged.logits[sided]
    probability = calibration.probability(logits)
    positive = probability >= 0.5
    precision, recall, f1, _ = precision_recall_fscore_support(labels, positive, labels=[0, 1], zero_division=0)
    given, _, certain = calibration.verdicts(logits)
    right = given == columns(labels)
    return {
        "accuracy": accuracy_score(labels, positive),
        "balancedAccuracy": recall.mean(),
        "auc": roc_auc_score(labels, probability),
        "f1Negative": f1[0],
        "f1Positive": f1[1],
        "precisionNegative": precision[0],
        "precisionPositive": precision[1],
        "recallNegative": recall[0],
        "recallPositive": recall[1],
        "calibrationError": calibration_error(probability, labels),
        "certainShare": certain.mean(),
        "certainAccuracy": right[certain].mean() if certain.any() else 0.0,
        "sidedNeutral": (given == MIDDLE).mean(),
    }


def label_figures(judged: Judged, calibration: Calibration) -> dict[str, float]:
    """Of all posts: how often each of the three labels is found, the calibration of the label given, neutral posts accused."""
    labels = columns(judged.labels)
    given, score, certain = calibration.verdicts(judged.logits)
    recall = recall_score(labels, given, average=None, labels=range(len(LABELS)), zero_division=0)
    neutral = labels == MIDDLE
    return {
        "accuracy3": accuracy_score(labels, given),
        "balancedAccuracy3": recall.mean(),
        "macroF1": f1_score(labels, given, average="macro", labels=range(len(LABELS)), zero_division=0),
        "labelCalibrationError": calibration_error(score, given == labels),
        "neutralRecall": recall[MIDDLE],
        "neutralCertainSide": (certain & (given != MIDDLE))[neutral].mean(),
    }


def language_of(judged: Judged) -> str:
    """The language of most posts of a set."""
    return Counter(post.language for post in judged.posts).most_common(1)[0][0]


def pooled_calibration(sets: Sequence[Judged], calibration: Calibration) -> dict[str, float]:
    """Calibration error of `probability` in each language, over the sided posts of all the sets together."""
    posts = [post for judged in sets for post in judged.posts]
    logits = np.concatenate([judged.logits for judged in sets])
    labels, languages = np.array([post.label for post in posts]), np.array([post.language for post in posts])
    chosen = {language: (languages == language) & (labels != NEUTRAL) for language in sorted(set(languages))}
    return {
        str(language): round(calibration_error(calibration.probability(logits[those]), labels[those]), 4)
        for language, those in chosen.items()
        if those.any()
    }


ONE_DOMAIN = {"dev/topics_fr": "dev/own_fr", "dev/topics_en": "dev/own_en"}
"""Posts written for this product, first for the sentiment and then for the topics: they would weigh twice as two sets."""


def dev_sets(sets: Sequence[Judged]) -> list[DevSet]:
    """What calibration looks at, where every set weighs the same: the dev sets among `sets`, those of one domain as one."""
    domains: dict[str, list[Judged]] = {}
    for one in sets:
        if one.name.startswith("dev/"):
            domains.setdefault(ONE_DOMAIN.get(one.name, one.name), []).append(one)
    return [
        DevSet(np.concatenate([one.logits for one in some]), np.concatenate([one.labels for one in some]), is_distant(name))
        for name, some in domains.items()
    ]


def compare(as_float: Judged, as_int8: Judged, calibration: Calibration) -> dict:
    """A set's entry in the card: its posts, language, how many int8 puts on the other side, and the figures of both artefacts."""
    sided = int(as_int8.sided.sum())
    sides = [calibration.probability(one.logits)[one.sided] >= 0.5 for one in (as_float, as_int8)]
    return {
        "posts": len(as_int8.posts),
        "sided": sided,
        "neutral": len(as_int8.posts) - sided,
        "language": language_of(as_int8),
        "changed": int((sides[0] != sides[1]).sum()),
        "float": metrics(as_float, calibration),
        "int8": metrics(as_int8, calibration),
    }
