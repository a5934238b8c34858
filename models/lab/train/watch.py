"""Looks at the dev sets during training, on a sample and in the precision of training: to see trouble early, not to report."""

from pathlib import Path

import numpy as np
import torch
from sklearn.metrics import f1_score, roc_auc_score
from tokenizers import Tokenizer

from ..data.sets import LEAST_NEUTRAL, NEUTRAL, data_file, read_posts, set_names
from ..data.split import learnt
from ..families.model import MAX_TOKENS, SentimentModel
from ..families.precision import fast_passes
from ..labels import columns, margin
from .batches import encode, pad


def dev_sample(data: Path, tokenizer: Tokenizer, size: int = 200) -> dict[str, list]:
    """For each dev set, batches of (ids, label) of its first `size` posts with words, sorted by length."""
    sample = {}
    for name in set_names(data, "dev"):
        posts = [post for post in learnt(read_posts(data_file(data, name)))][:size]
        rows = encode(tokenizer, [post.text for post in posts], MAX_TOKENS)
        pairs = sorted(zip(rows, [post.label for post in posts], strict=True), key=lambda pair: len(pair[0]))
        sample[name] = [pairs[start : start + 64] for start in range(0, len(pairs), 64)]
    return sample


@torch.no_grad()
def measure(model: SentimentModel, sample: dict[str, list]) -> dict:
    """Accuracy and ROC-AUC of the posts with a side on each set of the sample; with neutral posts also macro-F1 of the three."""
    model.eval()
    result = {}
    for name, batches in sample.items():
        logits = []
        for pairs in batches:
            with fast_passes():
                logits.append(model(*pad([ids for ids, _ in pairs])).float().numpy())
        labels = np.array([label for pairs in batches for _, label in pairs])
        result[name] = _figures(np.concatenate(logits), labels)
    model.train()
    return result


def _figures(logits: np.ndarray, labels: np.ndarray) -> dict[str, float]:
    sided, positive = labels != NEUTRAL, margin(logits)
    figures = {
        "accuracy": ((positive > 0) == labels)[sided].mean(),
        "auc": roc_auc_score(labels[sided], positive[sided]),
        "sided called neutral": (logits[sided].argmax(1) == 1).mean(),
    }
    if (~sided).sum() >= LEAST_NEUTRAL:
        figures["macro-F1"] = f1_score(columns(labels), logits.argmax(1), average="macro")
        figures["neutral found"] = (logits[~sided].argmax(1) == 1).mean()
    return {name: round(float(value), 4) for name, value in figures.items()}
