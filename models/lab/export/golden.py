"""Writes the parity file: hard strings with their cleaned text, token ids, scores and probability, as the lab sees them.

The first line names the model's version. The service must find the same cleaned text and ids, and scores and
probability within 0.001.
"""

import json
from pathlib import Path

from tokenizers import Tokenizer
from tqdm import tqdm

from ..compare.calibrate import Calibration
from ..data.text import is_empty, normalise
from ..families.model import MAX_TOKENS
from ..train.batches import encode
from .card import read_card
from .hard_strings import HARD_STRINGS, REPEATED
from .score import Scorer


def write_golden(production: Path, path: Path) -> int:
    """Asks the model in `production` about every hard string, one by one; writes `path`; returns their number."""
    card = read_card(production)
    tokenizer = Tokenizer.from_file(str(production / "tokenizer.json"))
    scorer = Scorer(production / "model.onnx", tokenizer)
    calibration = Calibration.of_card(card)
    lines = [{"text": text} | _seen(text, scorer, calibration) for text in tqdm(HARD_STRINGS, unit="string")]
    for text, times in REPEATED:
        seen = _seen(text * times, scorer, calibration)
        lines.append({"repeat": {"text": text, "times": times}} | {k: v for k, v in seen.items() if k != "normalised"})
    path.parent.mkdir(parents=True, exist_ok=True)
    written = [{"model": card["version"]}, *lines]
    path.write_text("".join(json.dumps(line, separators=(",", ":")) + "\n" for line in written), encoding="ascii")
    return len(lines)


def _seen(text: str, scorer: Scorer, calibration: Calibration) -> dict:
    cleaned = normalise(text)
    if is_empty(cleaned):
        return {"normalised": cleaned, "ids": None, "truncated": False, "scores": None, "probability": None}
    whole = scorer.tokenizer.encode(cleaned).ids
    logits = scorer.logits([cleaned], quiet=True)
    return {
        "normalised": cleaned,
        "ids": encode(scorer.tokenizer, [cleaned], MAX_TOKENS)[0],
        "truncated": len(whole) > MAX_TOKENS,
        "scores": [round(score, 6) for score in calibration.scores(logits)[0].tolist()],
        "probability": round(float(calibration.probability(logits)[0]), 6),
    }
