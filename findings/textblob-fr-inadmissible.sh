#!/usr/bin/env bash
# What: the French lexicon counts "inadmissible" (unacceptable) among the words of praise.
# Why it matters: it is a usual word of complaint, so weak labels or a baseline made with it call such posts positive.
# Version: textblob-fr 0.2.0 with textblob 0.20.1.
# Seen (polarity): "Retard inadmissible" 0.3, "Retard lamentable" -0.3
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check textblob==0.20.1 textblob-fr==0.2.0

cat > finding.py <<'PY'
from textblob import Blobber
from textblob_fr import PatternAnalyzer, PatternTagger

judge = Blobber(pos_tagger=PatternTagger(), analyzer=PatternAnalyzer())
polarity = {post: judge(post).sentiment[0] for post in ("Retard inadmissible", "Retard lamentable")}

print(", ".join(f'"{post}" {score}' for post, score in polarity.items()))
assert polarity["Retard inadmissible"] == 0.3, polarity
assert polarity["Retard lamentable"] < 0, polarity
PY
venv/bin/python finding.py
