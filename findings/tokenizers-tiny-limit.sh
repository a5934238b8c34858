#!/usr/bin/env bash
# What: a truncation limit below the number of special tokens raises nothing and switches truncation off: the text comes
#   out whole, while a limit equal to that number leaves the special tokens alone.
# Why it matters: a sequence longer than the limit reaches a model whose positions, or memory, end there.
# Version: tokenizers 0.23.3 (PyPI).
# Seen (6 words, 2 special tokens): limit 3 -> 3 tokens, 2 -> 2, 1 -> 8, 0 -> 8
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check tokenizers==0.23.3

cat > finding.py <<'PY'
from tokenizers import Tokenizer, models, pre_tokenizers, processors

vocabulary = {"[CLS]": 0, "[SEP]": 1, "[UNK]": 2, "late": 3, "again": 4}
tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
tokenizer.post_processor = processors.TemplateProcessing(
    single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 0), ("[SEP]", 1)]
)


def length(limit: int) -> int:
    tokenizer.enable_truncation(max_length=limit)
    return len(tokenizer.encode("late again " * 3).ids)


lengths = {limit: length(limit) for limit in (3, 2, 1, 0)}
print(", ".join(f"limit {limit} -> {tokens} tokens" for limit, tokens in lengths.items()))
assert lengths == {3: 3, 2: 2, 1: 8, 0: 8}, lengths
PY
venv/bin/python finding.py
