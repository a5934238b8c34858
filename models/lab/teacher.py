"""What an earlier model thinks of the training posts: softer targets where labels are noisy (self-distillation)."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from .calibrate import probabilities
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
