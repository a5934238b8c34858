"""What an earlier model thinks of the training posts: softer targets where labels are noisy (distillation)."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from ..compare.calibrate import probabilities
from ..data.sets import Post, data_file, is_distant, read_posts, set_names, sided
from ..export.score import Scorer
from ..labels import LABELS, columns, margin
from .examples import softened
from .run_folder import INT8, RunError


def teacher_opinion(source: Path, texts: Sequence[str], threads: int = 2) -> np.ndarray:
    """Probability of positive, float64 [texts], by the exported int8 model of the run `source`.

    Kept beside the model, since asking takes minutes. Raises RunError when that run was never exported.
    """
    model = source / INT8
    if not model.is_file():
        raise RunError(f"{source}: no int8.onnx; export that run first (python -m lab export --run {source})")
    kept = source / f"opinion-{hashlib.sha256(chr(10).join(texts).encode()).hexdigest()[:12]}.npy"
    if kept.is_file():
        return np.load(kept)
    scorer = Scorer(model, Tokenizer.from_file(str(source / "tokenizer.json")), threads)
    opinion = probabilities(margin(scorer.logits(texts, batch=64)), temperature=1.0)
    np.save(kept, opinion)
    return opinion


def smoothed_targets(posts: Sequence[Post], smoothing: float) -> tuple[np.ndarray, np.ndarray]:
    """Targets float32 [posts, 3] and pairs bool [posts], see loss.py: the label, with `smoothing` of it given to all labels
    alike, or to both sides where an emoticon gave it.
    """
    pairs = np.array([post.distant for post in posts])
    targets = np.eye(len(LABELS))[columns([post.label for post in posts])]
    targets = (1 - smoothing) * targets + smoothing * np.where(pairs[:, None], (0.5, 0, 0.5), 1 / 3)
    return targets.astype(np.float32), pairs


def soft_targets(posts: Sequence[Post], data: Path, params: Any) -> tuple[np.ndarray, np.ndarray]:
    """Smoothed targets and pairs for a smaller model (Hinton et al. 2015): of an emoticon's label `params.teacher_share` is what
    the exported run `params.teacher` says, if one is named.
    """
    targets, pairs = smoothed_targets(posts, params.smoothing)
    if params.teacher:
        places = np.flatnonzero(pairs)
        opinion = _opinions(Path(params.teacher), data)
        positive = np.array([opinion[posts[place].text] for place in places])
        targets[places, 2] = softened(targets[places, 2], positive, params.teacher_share)
        targets[places, 0] = 1 - targets[places, 2]
    return targets, pairs


def _opinions(teacher: Path, data: Path) -> dict[str, float]:
    """What the run says of every post of the distant training sets, by text."""
    said: dict[str, float] = {}
    for name in filter(is_distant, set_names(data, "train")):
        texts = [post.text for post in sided(read_posts(data_file(data, name)))]
        said |= dict(zip(texts, teacher_opinion(teacher, texts), strict=True))
    return said
