"""Looks at the dev sets during training, on a sample and in bfloat16: to see trouble early, not to report."""

from pathlib import Path

import torch
from sklearn.metrics import accuracy_score, roc_auc_score
from tokenizers import Tokenizer

from .batches import encode, pad
from .data import data_file, read_posts, set_names, sided
from .model import MAX_TOKENS, SentimentModel


def dev_sample(data: Path, tokenizer: Tokenizer, size: int = 600) -> dict[str, list]:
    """For each dev set, batches of (ids, label) of its first `size` sided posts, sorted by length."""
    sample = {}
    for name in set_names(data, "dev"):
        posts = sided(read_posts(data_file(data, name)))[:size]
        rows = encode(tokenizer, [post.text for post in posts], MAX_TOKENS)
        pairs = sorted(zip(rows, [post.label for post in posts], strict=True), key=lambda pair: len(pair[0]))
        sample[name] = [pairs[start : start + 64] for start in range(0, len(pairs), 64)]
    return sample


@torch.no_grad()
def measure(model: SentimentModel, sample: dict[str, list]) -> dict:
    """Accuracy at one half and ROC-AUC on each set of the sample."""
    model.eval()
    result = {}
    for name, batches in sample.items():
        labels, logits = [], []
        for pairs in batches:
            with torch.autocast("cpu", torch.bfloat16):
                logits += model(*pad([ids for ids, _ in pairs])).float().tolist()
            labels += [label for _, label in pairs]
        accuracy = accuracy_score(labels, [logit > 0 for logit in logits])
        result[name] = {"accuracy": round(accuracy, 4), "auc": round(float(roc_auc_score(labels, logits)), 4)}
    model.train()
    return result
