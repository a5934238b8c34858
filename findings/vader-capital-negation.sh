#!/usr/bin/env bash
# What: the npm port of VADER compares negations in lower case with the words as they were written, so a negation that
#   begins a sentence, or is shouted, is not seen and a complaint scores as praise.
# Why it matters: most posts begin with a capital; as a baseline it is judged worse than the method is.
# Version: vader-sentiment 1.1.3.
# Seen (compound): "not a good flight" -0.3412, "Not a good flight" 0.4404, "NOT a good flight" 0.4404
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --prefix "$work" --silent --ignore-scripts --no-audit --no-fund vader-sentiment@1.1.3

cat > finding.mjs <<'JS'
import assert from 'node:assert/strict';
import vader from 'vader-sentiment';

const compound = (text) => vader.SentimentIntensityAnalyzer.polarity_scores(text).compound;
const posts = ['not a good flight', 'Not a good flight', 'NOT a good flight'];
const scores = posts.map(compound);

console.log(posts.map((post, i) => `"${post}" ${scores[i]}`).join(', '));
assert.equal(scores[0], -0.3412);
assert.equal(scores[1], 0.4404);
assert.equal(scores[2], 0.4404);
JS
node finding.mjs
