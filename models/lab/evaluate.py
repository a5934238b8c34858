"""Measures an exported model on labelled sets, always through onnxruntime on the artefact itself."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.metrics import accuracy_score, precision_recall_fscore_support, roc_auc_score

from .calibrate import calibration_error, probabilities
from .data import NEUTRAL, DataError, Post, data_file, read_posts, set_names
from .score import Scorer
from .text import is_empty


@dataclass(frozen=True)
class Judged:
    """One set with the logits (float32 [posts]) that a model gave its posts, neutral ones included."""

    name: str
    posts: list[Post]
    logits: np.ndarray

    @property
    def sided(self) -> np.ndarray:
        """True [posts] where the label is negative or positive."""
        return np.array([post.label != NEUTRAL for post in self.posts])

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


def metrics(judged: Judged, temperature: float, band: tuple[float, float]) -> dict:
    """Figures of one set: the sided posts at threshold one half, their calibration, and what is called certain."""
    sided = judged.sided
    labels, logits = judged.labels[sided], judged.logits[sided]
    probability = probabilities(logits, temperature)
    verdict = logits > 0
    precision, recall, f1, _ = precision_recall_fscore_support(labels, verdict, labels=[0, 1], zero_division=0)
    certain = (probability < band[0]) | (probability > band[1])
    result = {
        "accuracy": accuracy_score(labels, verdict),
        "auc": roc_auc_score(labels, logits),
        "f1Negative": f1[0],
        "f1Positive": f1[1],
        "precisionNegative": precision[0],
        "precisionPositive": precision[1],
        "recallNegative": recall[0],
        "recallPositive": recall[1],
        "calibrationError": calibration_error(probability, labels),
        "certainShare": certain.mean(),
        "certainAccuracy": accuracy_score(labels[certain], verdict[certain]) if certain.any() else 0.0,
    }
    if not sided.all():
        neutral = probabilities(judged.logits[~sided], temperature)
        result["neutralUncertainShare"] = ((neutral >= band[0]) & (neutral <= band[1])).mean()
    return {name: round(float(value), 4) for name, value in result.items()}


def language_of(judged: Judged) -> str:
    """The language of most posts of a set."""
    return Counter(post.language for post in judged.posts).most_common(1)[0][0]


def pooled_calibration(sets: Sequence[Judged], temperature: float) -> dict[str, float]:
    """Calibration error of each language over the sided posts of all the sets together."""
    posts = [post for judged in sets for post in judged.posts]
    logits = np.concatenate([judged.logits for judged in sets])
    labels, languages = np.array([post.label for post in posts]), np.array([post.language for post in posts])
    chosen = {language: (languages == language) & (labels != NEUTRAL) for language in sorted(set(languages))}
    return {
        str(language): round(calibration_error(probabilities(logits[those], temperature), labels[those]), 4)
        for language, those in chosen.items()
        if those.any()
    }


def compare(as_float: Judged, as_int8: Judged, temperature: float, band: tuple[float, float]) -> dict:
    """A set's entry in the card: number of sided posts, language, and the figures of both artefacts."""
    return {
        "posts": int(as_int8.sided.sum()),
        "language": language_of(as_int8),
        "float": metrics(as_float, temperature, band),
        "int8": metrics(as_int8, temperature, band),
    }
