"""Measures the exported model of every family on the same sets and writes what came out: figures, tables, pictures.

Everything comes from the artefact through onnxruntime, on one thread, post by post, as the service asks. The scores of every
family are calibrated on the dev sets, each of the same weight, as those of the model in service are.
"""

import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from sklearn.metrics import roc_auc_score
from tqdm import tqdm

from ..data.sets import DataError, Post, data_file, read_posts, set_names
from ..data.split import SEED, learnt, stratified
from ..families.artefact import CONFIG, Artefact, ArtefactError, read_config, size
from ..families.family import FAMILIES, load_artefact
from ..labels import LABELS, columns, margin
from .calibrate import MIDDLE, Calibration, fit_scores
from .evaluate import Judged, dev_sets
from .plots import draw
from .tables import write_tables

MAIN = "test/sentiment140"
"""The set of the table that stands beside the reference's."""
RESAMPLES, TIMED = 1_000, 400
"""Bootstrap resamples for an interval; posts that the speed is measured on."""


def find_artefacts(runs: Path, production: Path) -> dict[str, Path]:
    """The exported folder of every family that has one, in the families' order; production stands for the fine-tuned one."""
    folders = {name: runs / name / "exported" for name in FAMILIES if name != "fine_tuned"} | {"fine_tuned": production}
    found = {name: folder for name, folder in folders.items() if (folder / "model.onnx").is_file()}
    if not found:
        raise ArtefactError(f"{runs}: no FAMILY/exported/model.onnx; train a family first: python -m lab train FAMILY")
    return found


def compare_families(folders: dict[str, Path], data: Path, sample: float, results: Path, readme: Path) -> dict[str, dict]:
    """Measures each folder's model on every dev and test set; writes FAMILY.json and the pictures into `results`, the tables into
    `readme`. Returns what it wrote, by family.
    """
    sets = {name: _posts(data, name, sample) for part in ("test", "dev") for name in set_names(data, part)}
    if MAIN not in sets:
        raise DataError(f"{data_file(data, MAIN)}: no such file; the table beside the reference's is made on it")
    compared, curves = {}, {}
    for family, folder in folders.items():
        artefact = load_artefact(folder)
        judged = [
            Judged(name, posts, artefact.logits([post.text for post in posts]))
            for name, posts in tqdm(sets.items(), desc=family, unit="set")
        ]
        calibration = fit_scores(dev_sets(judged))
        compared[family] = {
            "family": family,
            "posts_per_second": speed(artefact, [post.text for post in sets[MAIN]]),
            "bytes": size(folder),
            "training": training(folder),
            "sets": {one.name: measure_sides(one, calibration) for one in judged},
            "labels": {one.name: measure_labels(one, calibration) for one in judged if one.has_neutral},
        }
        curves[family] = next((one.labels[one.sided], margin(one.logits[one.sided])) for one in judged if one.name == MAIN)
    results.mkdir(parents=True, exist_ok=True)
    for family, entry in compared.items():
        (results / f"{family}.json").write_text(json.dumps(entry, indent=1) + "\n", encoding="utf-8")
    draw(compared, curves, results)
    write_tables(compared, readme)
    return compared


def measure_sides(judged: Judged, calibration: Calibration) -> dict:
    """The FIGURES of negative against positive on the posts with a side."""
    labels, logits = judged.labels[judged.sided], judged.logits[judged.sided]
    return with_intervals(FIGURES, _figures, labels, calibration.probability(logits))


def measure_labels(judged: Judged, calibration: Calibration) -> dict:
    """The LABEL_FIGURES of the three labels on all posts of the set."""
    return with_intervals(LABEL_FIGURES, _label_figures, columns(judged.labels), calibration.verdicts(judged.logits)[0])


def with_intervals(names: Sequence[str], figures: Callable, labels: np.ndarray, answers: np.ndarray) -> dict:
    """Number of posts and each of `figures(labels, answers)` with its 95 % interval (percentile bootstrap, seeded).

    The posts of a resample are drawn with replacement; one without every label is drawn again.
    """
    chance = np.random.default_rng(SEED)
    known, resampled = len(set(labels)), []
    while len(resampled) < RESAMPLES:
        drawn = chance.integers(0, len(labels), len(labels))
        if len(set(labels[drawn])) == known:
            resampled.append(figures(labels[drawn], answers[drawn]))
    intervals = np.quantile(resampled, [0.025, 0.975], axis=0)
    found = {}
    for name, value, ends in zip(names, figures(labels, answers), intervals.T, strict=True):
        found[name] = {"value": round(value, 4), "interval": [round(float(end), 4) for end in ends]}
    return {"posts": len(labels)} | found


LABEL_FIGURES = ("accuracy3", "macroF1", "neutralRecall")
FIGURES = (
    "accuracy",
    "f1Negative",
    "f1Positive",
    "precisionNegative",
    "precisionPositive",
    "auc",
    "recallNegative",
    "recallPositive",
)


def _figures(labels: np.ndarray, probability: np.ndarray) -> list[float]:
    """The FIGURES, in their order; 0 where a model never gives a side."""
    positive = probability >= 0.5
    precision, recall, f1 = _rates(labels, positive.astype(int), 2)
    right = float((positive == labels).mean())
    return [right, *f1, *precision, float(roc_auc_score(labels, probability)), *recall]


def _label_figures(labels: np.ndarray, given: np.ndarray) -> list[float]:
    """The LABEL_FIGURES, in their order."""
    _, recall, f1 = _rates(labels, given, len(LABELS))
    return [float((given == labels).mean()), float(np.mean(f1)), recall[MIDDLE]]


def _rates(labels: np.ndarray, given: np.ndarray, kinds: int) -> tuple[list[float], list[float], list[float]]:
    """Precision, recall and F1 of each label; 0 for one that is never given."""
    right = np.bincount(labels[given == labels], minlength=kinds).astype(float)
    said, true = np.bincount(given, minlength=kinds), np.bincount(labels, minlength=kinds)
    return tuple(part.tolist() for part in (right / np.maximum(said, 1), right / true, 2 * right / (said + true)))


def speed(artefact: Artefact, texts: list[str]) -> float:
    """Posts a second on one core, one post at a time, cutting into words or pieces included; the median of five runs.

    Processor time, so that other work on the machine does not count.
    """
    texts = texts[:TIMED]
    rates = []
    for part in np.array_split(texts, 5):
        begun = time.process_time()
        artefact.logits(list(part))
        rates.append(len(part) / (time.process_time() - begun))
    return round(float(np.median(rates)), 1)


def training(folder: Path) -> dict:
    """Posts learnt from and minutes of training, as the artefact says."""
    if (folder / CONFIG).is_file():
        trained = read_config(folder)["trained"]
        return {"posts": trained["posts"], "minutes": round(trained["seconds"] / 60, 1)}
    card = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    return {"posts": sum(entry["used"] for entry in card["data"]), "minutes": card["training"]["trained"]["minutes"]}


def _posts(data: Path, name: str, sample: float) -> list[Post]:
    return stratified(learnt(read_posts(data_file(data, name))), sample, SEED)
