#!/usr/bin/env bash
# What: a Histogram whose `buckets` are not in ascending order raises no error and counts wrongly: every bucket that
#   stands after a larger one also counts what is above its own bound.
# Why it matters: quantiles and latency objectives computed from `le` are wrong with nothing in the log.
# Version: prom-client 15.1.3.
# Seen, after observing 0.05 s and 0.7 s: le="0.1" counts 2 (1 would be right)
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --prefix "$work" --silent --ignore-scripts --no-audit --no-fund prom-client@15.1.3

cat > finding.mjs <<'JS'
import assert from 'node:assert/strict';
import prometheus from 'prom-client';

async function countUpTo(bound, buckets) {
  const histogram = new prometheus.Histogram({ name: 'seconds', help: 'Duration', buckets, registers: [] });
  histogram.observe(0.05);
  histogram.observe(0.7);
  const { values } = await histogram.get();
  return values.find(({ labels }) => labels.le === bound).value;
}

const unsorted = await countUpTo(0.1, [1, 0.1, 0.5]);
console.log(`after observing 0.05 s and 0.7 s: le="0.1" counts ${unsorted} (1 would be right)`);
assert.equal(unsorted, 2);
assert.equal(await countUpTo(0.1, [0.1, 0.5, 1]), 1);
JS
node finding.mjs
