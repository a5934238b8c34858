"""Asks an exported model through onnxruntime, as the service does: one thread, at most 128 tokens."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer
from tqdm import tqdm

from ..families.model import MAX_TOKENS
from ..labels import LABELS, three_logits
from ..train.batches import encode, pad


class Scorer:
    """An ONNX session and, for `logits`, the tokenizer that belongs to it."""

    def __init__(self, model: Path, tokenizer: Tokenizer | None = None, threads: int = 1) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # spinning starves a shared machine
        self.session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self.tokenizer = tokenizer

    def logits_of(self, ids: np.ndarray, mask: np.ndarray) -> np.ndarray:
        """int64 [batch, tokens] twice → float32 [batch, 3]."""
        return three_logits(self.session.run(None, {"input_ids": ids, "attention_mask": mask})[0])

    def logits(self, texts: Sequence[str], batch: int = 1, quiet: bool = False) -> np.ndarray:
        """float32 logits [texts, 3] of normalised texts, in their order.

        An int8 model's answer depends a little on what else is in the batch; the service asks one post at a time.
        """
        rows = encode(self.tokenizer, texts, MAX_TOKENS)
        order = sorted(range(len(rows)), key=lambda number: len(rows[number]))
        result = np.empty((len(rows), len(LABELS)), np.float32)
        for start in tqdm(range(0, len(order), batch), unit="batch", disable=quiet):
            chosen = order[start : start + batch]
            ids, mask = pad([rows[number] for number in chosen])
            result[chosen] = self.logits_of(ids.numpy(), mask.numpy())
        return result
