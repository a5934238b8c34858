"""Measures the exported model of every family on the same sets and writes what came out: figures, tables, pictures.

Everything comes from the artefact through onnxruntime, on one thread, post by post, as the service asks.
"""

import json
import time
from pathlib import Path

import numpy as np
from sklearn.metrics import roc_auc_score
from tqdm import tqdm

from .artefact import CONFIG, Artefact, ArtefactError, read_config, size
from .compare_plots import draw
from .compare_tables import write_tables
from .data import NEUTRAL, data_file, read_posts
from .family import FAMILIES, load_artefact
from .split import SEED, stratified
from .text import is_empty

SETS = ("test/sentiment140", "test/sentiment140_manual", "test/sts_gold", "test/fr_translated", "dev/xlmt_fr")
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
    """Measures each folder's model; writes FAMILY.json and the pictures into `results`, the tables into `readme`.

    Returns what it wrote, by family.
    """
    sets = {name: _posts(data, name, sample) for name in SETS}
    compared, scores = {}, {}
    for family, folder in folders.items():
        artefact = load_artefact(folder)
        scores[family] = {}
        for name, (texts, labels) in tqdm(sets.items(), desc=family, unit="set"):
            scores[family][name] = labels, artefact.logits(texts)
        compared[family] = {
            "family": family,
            "posts_per_second": speed(artefact, sets["test/sentiment140"][0]),
            "bytes": size(folder),
            "training": training(folder),
            "sets": {name: measure(*judged) for name, judged in scores[family].items()},
        }
    results.mkdir(parents=True, exist_ok=True)
    for family, entry in compared.items():
        (results / f"{family}.json").write_text(json.dumps(entry, indent=1) + "\n", encoding="utf-8")
    draw(compared, {family: judged["test/sentiment140"] for family, judged in scores.items()}, results)
    write_tables(compared, readme)
    return compared


def measure(labels: np.ndarray, logits: np.ndarray) -> dict[str, dict[str, float | list[float]]]:
    """Each figure of labels 0/1 and logits [posts], with its 95 % interval (percentile bootstrap, seeded).

    The posts of a resample are drawn with replacement; one without both sides is drawn again.
    """
    chance = np.random.default_rng(SEED)
    resampled = []
    while len(resampled) < RESAMPLES:
        drawn = chance.integers(0, len(labels), len(labels))
        if 0 < labels[drawn].sum() < len(labels):
            resampled.append(_figures(labels[drawn], logits[drawn]))
    intervals = np.quantile(resampled, [0.025, 0.975], axis=0)
    figures = {}
    for name, value, ends in zip(FIGURES, _figures(labels, logits), intervals.T, strict=True):
        figures[name] = {"value": round(value, 4), "interval": [round(float(end), 4) for end in ends]}
    return {"posts": len(labels)} | figures


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


def _figures(labels: np.ndarray, logits: np.ndarray) -> list[float]:
    """The FIGURES, in their order; 0 where a model never says a side."""
    verdict = logits > 0
    right = np.array([np.sum(~verdict & (labels == 0)), np.sum(verdict & (labels == 1))], float)
    said, true = np.bincount(verdict, minlength=2), np.bincount(labels, minlength=2)
    precision, recall, f1 = right / np.maximum(said, 1), right / true, 2 * right / (said + true)
    return [float(value) for value in (right.sum() / len(labels), *f1, *precision, roc_auc_score(labels, logits), *recall)]


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


def _posts(data: Path, name: str, sample: float) -> tuple[list[str], np.ndarray]:
    """Texts and labels of the sided posts of a set."""
    posts = [post for post in read_posts(data_file(data, name)) if post.label != NEUTRAL and not is_empty(post.text)]
    posts = stratified(posts, sample, SEED)
    return [post.text for post in posts], np.array([post.label for post in posts])
