"""What an earlier model thinks of the training posts: softer targets where labels are noisy (distillation)."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from .calibrate import probabilities
from .data import Post, data_file, read_posts, set_names, sided
from .examples import DISTANT, softened
from .run_folder import RunError
from .score import Scorer


def teacher_opinion(source: Path, texts: Sequence[str], threads: int = 2) -> np.ndarray:
    """Probability of positive, float64 [texts], by the exported int8 model of the run `source`.

    Kept beside the model, since asking takes minutes. Raises RunError when that run was never exported.
    """
    model = source / "int8.onnx"
    if not model.is_file():
        raise RunError(f"{source}: no int8.onnx; export that run first (python -m lab export --run {source})")
    kept = source / f"opinion-{hashlib.sha256(chr(10).join(texts).encode()).hexdigest()[:12]}.npy"
    if kept.is_file():
        return np.load(kept)
    scorer = Scorer(model, Tokenizer.from_file(str(source / "tokenizer.json")), threads)
    opinion = probabilities(scorer.logits(texts, batch=64), temperature=1.0)
    np.save(kept, opinion)
    return opinion


def soft_targets(posts: Sequence[Post], data: Path, params: Any) -> np.ndarray:
    """Targets float32 [posts] for a smaller model (Hinton et al. 2015): the label, moved towards the middle by
    `params.smoothing`; where emoticons gave it, `teacher_share` of it is what the exported run `teacher` says, if one is named.
    """
    targets = np.array([params.smoothing / 2 + (1 - params.smoothing) * post.label for post in posts])
    if params.teacher:
        said: dict[str, float] = {}
        for name in filter(set_names(data, "train").__contains__, DISTANT):
            texts = [post.text for post in sided(read_posts(data_file(data, name)))]
            said |= dict(zip(texts, teacher_opinion(Path(params.teacher), texts), strict=True))
        places = [place for place, post in enumerate(posts) if post.text in said]
        targets[places] = softened(targets[places], np.array([said[posts[place].text] for place in places]), params.teacher_share)
    return targets.astype(np.float32)
