"""Writes the parity file: hard strings with their cleaned text, token ids, scores, probability and topics, as the lab sees them.

The first line names the model's version, and the digest of its head where it has one. The service must find the same cleaned
text and ids, scores, probability and "needs an answer" within 0.001, and the same topics and act.
"""

import json
from pathlib import Path

from tqdm import tqdm

from ..archive.verdicts import Judge, read_model
from ..data.text import is_empty, normalise
from ..families.model import MAX_TOKENS
from ..topics.served import post_topics
from ..train.batches import encode
from .card import read_card
from .hard_strings import HARD_STRINGS, REPEATED

NEAR = 0.005
"""Distance from a threshold within which rounding may decide."""


def write_golden(production: Path, path: Path) -> int:
    """Asks the model in `production` about every hard string, one by one; writes `path`; returns their number."""
    read_card(production)  # says what to do when there is none
    judge = Judge(read_model(production))
    lines = [{"text": text} | _seen(text, judge) for text in tqdm(HARD_STRINGS, unit="string")]
    for text, times in REPEATED:
        seen = _seen(text * times, judge)
        lines.append({"repeat": {"text": text, "times": times}} | {k: v for k, v in seen.items() if k != "normalised"})
    path.parent.mkdir(parents=True, exist_ok=True)
    head = {"head": judge.head.listed["head"]["sha256"][:12]} if judge.head else {}
    written = [{"model": judge.card["version"]} | head, *lines]
    path.write_text("".join(json.dumps(line, separators=(",", ":")) + "\n" for line in written), encoding="ascii")
    return len(lines)


def _seen(text: str, judge: Judge) -> dict:
    cleaned = normalise(text)
    if is_empty(cleaned):
        return {"normalised": cleaned, "ids": None, "truncated": False, "scores": None, "probability": None}
    whole = judge.tokenizer.encode(cleaned).ids
    ids = encode(judge.tokenizer, [cleaned], MAX_TOKENS)[0]
    logits, *said = judge.said(ids)
    scores = judge.calibration.scores(logits[None])[0].tolist()
    seen = {
        "normalised": cleaned,
        "ids": ids,
        "truncated": len(whole) > MAX_TOKENS,
        "scores": [round(score, 6) for score in scores],
        "probability": round(float(judge.calibration.probability(logits[None])[0]), 6),
    }
    return seen | (_topics(said, cleaned, scores[0], judge) if judge.head else {})


def _topics(said: list, text: str, negative: float, judge: Judge) -> dict:
    """What the head says; topics so near to their threshold that rounding may decide stand apart."""
    found = post_topics(said, text, negative, judge.head.listed)
    shares = zip(judge.head.listed["topics"], said[0].tolist(), strict=True)
    near = [topic["name"] for topic, share in shares if abs(share - topic["threshold"]) < NEAR]
    return {
        "topics": [one["name"] for one in found["topics"] if one["name"] not in near],
        "near": near,
        "act": found["act"],
        "needsAnswer": round(found["needsAnswer"], 6),
    }
