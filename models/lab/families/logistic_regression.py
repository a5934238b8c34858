"""Family "logistic_regression": words and characters, counted, weighted by TF-IDF, added up.

A post becomes counts of its words and pairs of words (a negation marks the three that follow) and of its character n-grams,
each hashed to a column; sublinear TF-IDF, each kind of length 1; naive-Bayes log-count ratios (Wang and Manning 2012);
scikit-learn's logistic regression. The exported graph holds the columns' weights and does all from the counts on; so the
artefact has no vocabulary, and the counting here is all that scoring needs beside it.
"""

import re
import shutil
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import torch
from nltk.stem.snowball import SnowballStemmer
from scipy import sparse
from sklearn.feature_extraction.text import HashingVectorizer, TfidfTransformer
from sklearn.linear_model import LogisticRegression
from torch import Tensor, nn
from tqdm import tqdm

from ..data.split import TrainDev, dev_figures
from ..export.graph import check_graph, write_graph
from ..labels import three_logits
from ..train.teacher import soft_targets
from .artefact import CONFIG, MODEL, open_session, read_config, write_config

name, experiment = "logistic_regression", "optuna_logreg"
WORD_COLUMNS, CHARACTER_COLUMNS = 2**20, 2**21
NEGATION_REACH = 3
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[^\w\s]+|_+")
_NEGATION = re.compile(r"not|no|never|cannot|nor|without|\w+n['’]?t|pas|jamais|aucun|aucune|rien|sans|plus")


@dataclass(frozen=True)
class Params:
    """The hyper-parameters; the defaults are those of the table in README.md."""

    strength: float = 2.0  # C of scikit-learn: larger trusts the training posts more
    stemmed: bool = False  # words cut to their stem (Snowball, English); off: endings stay
    negation: bool = True  # `not good` counts `good` as another word
    shortest: int = 2  # characters in the shortest n-gram
    longest: int = 6  # characters in the longest n-gram
    ratios: bool = True  # columns scaled by how differently the two sides use them
    steps: int = 30  # most passes of the solver (liblinear's dual one)
    smoothing: float = 0.0  # part of each target moved to the middle
    teacher: str = ""  # exported run of fine_tuned whose opinion softens the labels that emoticons gave; empty: none
    teacher_share: float = 0.5  # part of such a target that is its opinion


def suggest(trial: Any) -> Params:
    """Everything but the number of steps."""
    return Params(
        strength=trial.suggest_float("strength", 0.1, 10, log=True),
        stemmed=trial.suggest_categorical("stemmed", [False, True]),
        negation=trial.suggest_categorical("negation", [False, True]),
        shortest=trial.suggest_int("shortest", 2, 3),
        longest=trial.suggest_int("longest", 4, 6),
        ratios=trial.suggest_categorical("ratios", [False, True]),
    )


def fit(examples: TrainDev, params: Params, report: Callable[[int, dict[str, float]], None], run: Path) -> None:
    """Counts, weighs and fits; writes weights.npz and config.json into `run` and reports once."""
    begun = time.monotonic()
    targets, pairs = soft_targets(examples.train, examples.folder, params)
    counted = count([post.text for post in examples.train], params)
    weights = learn(counted, targets, pairs, params)[0]
    run.mkdir(parents=True, exist_ok=True)
    np.savez(run / "weights.npz", **weights)
    figures = dev_figures(_logits(_read_model(run), [post.text for post in examples.dev_posts], params), examples.dev)
    write_config(run, name, params, len(targets), time.monotonic() - begun, figures)
    report(1, figures)


def learn(
    counted: list[sparse.csr_array], targets: np.ndarray, pairs: np.ndarray, params: Params
) -> tuple[dict[str, np.ndarray], list[TfidfTransformer], list[LogisticRegression]]:
    """Idf of the columns, for each of the two questions their coefficients times scales, the biases; and scikit-learn's parts.

    Two questions make three labels: positive or negative, given a side (all posts); neutral or not (where `pairs` is false).
    A post whose target [posts, 3] is split counts on both sides of a question, by that much on each.
    """
    weightings = [TfidfTransformer(sublinear_tf=True).fit(counts) for counts in counted]
    weighted = [weighting.transform(counts) for weighting, counts in zip(weightings, counted, strict=True)]
    negative, neutral, positive = targets.T
    questions = (np.stack([negative, positive], 1), np.where(pairs[:, None], 0, np.stack([1 - neutral, neutral], 1)))
    asked = [_fit(weighted, shares, params) for shares in questions]
    weights = {"bias": np.concatenate([model.intercept_ for model, _ in asked]).astype(np.float32)}
    scaled = [np.split(model.coef_[0] * np.concatenate(scales), [WORD_COLUMNS]) for model, scales in asked]
    for kind, weighting, values in zip(("word", "character"), weightings, zip(*scaled, strict=True), strict=True):
        weights |= {f"{kind}_idf": weighting.idf_.astype(np.float32), f"{kind}_weight": np.stack(values, 1).astype(np.float32)}
    return weights, weightings, [model for model, _ in asked]


def _fit(weighted: list[sparse.csr_array], shares: np.ndarray, params: Params) -> tuple[LogisticRegression, list[np.ndarray]]:
    """One question: shares [posts, 2] of each post on its two sides (0 and 0: the post says nothing); model and scales."""
    ones = [np.ones(part.shape[1], np.float32) for part in weighted]
    scales = [log_count_ratios(part, shares) for part in weighted] if params.ratios else ones
    scaled = [part @ sparse.diags_array(scale) for part, scale in zip(weighted, scales, strict=True)]
    counting = np.flatnonzero(shares.ravel())
    post, side = np.divmod(counting, 2)
    model = LogisticRegression(C=params.strength, solver="liblinear", dual=True, max_iter=params.steps, tol=0.01)
    model.fit(sparse.hstack(scaled, format="csr")[post], side, sample_weight=shares.ravel()[counting])
    return model, scales


def log_count_ratios(weighted: sparse.csr_array, shares: np.ndarray) -> np.ndarray:
    """|log of a column's share among the posts of one side / its share among those of the other|, float32 [columns]."""
    present = weighted.astype(bool).astype(np.float32)
    one, other = (present.T @ side + 1 for side in shares.T)
    return np.abs(np.log((other / other.sum()) / (one / one.sum()))).astype(np.float32)


def words(text: str, params: Params) -> list[str]:
    """`not a good day !` → `not`, `a_not`, `good_not`, `day_not`, `!`, and the pairs of neighbours."""
    found, negated = [], 0
    for word in _WORD.findall(text.lower()):
        is_word = word[0].isalnum()
        written = _stem(word) if params.stemmed and is_word else word
        negated = negated if is_word else 0
        found.append(f"{written}_not" if negated > 0 else written)
        negated = NEGATION_REACH if params.negation and _NEGATION.fullmatch(word) else negated - 1
    return found + [f"{one} {other}" for one, other in pairwise(found)]


def count(texts: Sequence[str], params: Params, quiet: bool = False) -> list[sparse.csr_array]:
    """Counts [posts, WORD_COLUMNS] of words and pairs, and [posts, CHARACTER_COLUMNS] of character n-grams within words."""
    plain = {"norm": None, "alternate_sign": False, "dtype": np.float32}
    of_words = HashingVectorizer(analyzer=lambda text: words(text, params), n_features=WORD_COLUMNS, **plain)
    reach = (params.shortest, params.longest)
    of_characters = HashingVectorizer(analyzer="char_wb", ngram_range=reach, n_features=CHARACTER_COLUMNS, **plain)
    kinds = (("words", of_words), ("characters", of_characters))
    return [kind.transform(tqdm(texts, desc=label, unit="post", disable=quiet)) for label, kind in kinds]


class Weigh(nn.Module):
    """Columns int64 and counts float32 [posts, columns] of words and of characters (count 0 pads) → logits [posts, 3]."""

    def __init__(self, weights: dict[str, np.ndarray]) -> None:
        super().__init__()
        for key, values in weights.items():
            self.register_buffer(key, torch.from_numpy(values))

    def forward(self, words: Tensor, word_counts: Tensor, characters: Tensor, character_counts: Tensor) -> Tensor:
        of_words = self._weighed(words, word_counts, self.word_idf, self.word_weight)
        of_characters = self._weighed(characters, character_counts, self.character_idf, self.character_weight)
        return three(of_words + of_characters + self.bias)

    def _weighed(self, columns: Tensor, counts: Tensor, idf: Tensor, weight: Tensor) -> Tensor:
        frequency = (1 + counts.clamp_min(1).log()) * counts.clamp_max(1)
        values = frequency * idf[columns]
        length = (values * values).sum(1, keepdim=True).sqrt().clamp_min(1e-9)
        return (values[:, :, None] * weight[columns]).sum(1) / length


def three(answers: Tensor) -> Tensor:
    """Log-odds [posts, 2] of positive given a side, and of neutral → logits [posts, 3] whose softmax has just these odds."""
    positive, neutral = answers.unbind(1)
    either = positive / 2 + nn.functional.softplus(-positive)  # log(exp(positive / 2) + exp(-positive / 2))
    return torch.stack([-positive / 2, neutral + either, positive / 2], 1)


INPUTS = ("words", "word_counts", "characters", "character_counts")
WIDTHS = ("words", "words", "characters", "characters")


def export(run: Path, out: Path) -> None:
    """Writes the graph and config.json into `out`; raises ExportError when it does not say what PyTorch says."""
    out.mkdir(parents=True, exist_ok=True)
    model, probe = _read_model(run), _inputs(["Not a good day !", "merci @user"], _params(run))
    write_graph(model, probe, INPUTS, WIDTHS, out / MODEL)
    check_graph(model, probe, INPUTS, out / MODEL)
    shutil.copyfile(run / CONFIG, out / CONFIG)


def load(folder: Path) -> "Exported":
    """The exported model."""
    return Exported(folder)


class Exported:
    """Counts the post's words and characters, then asks the graph."""

    def __init__(self, folder: Path) -> None:
        self.session, self.params = open_session(folder / MODEL), _params(folder)

    def logits(self, texts: Sequence[str], batch: int = 1) -> np.ndarray:
        """float32 logits [posts, 3] of normalised posts."""
        return _logits(self._ask, texts, self.params, batch)

    def _ask(self, *inputs: Tensor) -> np.ndarray:
        feed = {key: value.numpy() for key, value in zip(INPUTS, inputs, strict=True)}
        return three_logits(self.session.run(None, feed)[0])


def _logits(ask: Callable[..., Any], texts: Sequence[str], params: Params, batch: int = 64) -> np.ndarray:
    starts = tqdm(range(0, len(texts), batch), desc="score", unit="batch", disable=len(texts) <= batch)
    return np.concatenate([np.asarray(ask(*_inputs(texts[start : start + batch], params))) for start in starts])


def _inputs(texts: Sequence[str], params: Params) -> list[Tensor]:
    """Columns and counts of words, then of characters, each [posts, most columns of a post]."""
    return [torch.from_numpy(part) for counts in count(texts, params, quiet=True) for part in _padded(counts)]


def _padded(counts: sparse.csr_array) -> tuple[np.ndarray, np.ndarray]:
    lengths = np.diff(counts.indptr)
    filled = np.arange(max(2, lengths.max())) < lengths[:, None]
    columns, values = np.zeros(filled.shape, np.int64), np.zeros(filled.shape, np.float32)
    columns[filled], values[filled] = counts.indices, counts.data
    return columns, values


def _params(folder: Path) -> Params:
    return Params(**read_config(folder)["params"])


def _read_model(run: Path) -> Weigh:
    with np.load(run / "weights.npz") as weights:
        return Weigh(dict(weights)).eval()


@cache
def _stem(word: str) -> str:
    return SnowballStemmer("english").stem(word)
