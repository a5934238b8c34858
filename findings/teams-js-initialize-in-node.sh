#!/usr/bin/env bash
# What: outside a browser `app.initialize()` resolves, yet `app.isInitialized()` stays false and the next call rejects.
# Why it matters: in a test or a server-side render the awaited promise is taken for proof that the host answered.
# Version: @microsoft/teams-js 2.58.0.
# Seen: initialize: resolved, isInitialized: false, getContext: The library has not yet been initialized
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --prefix "$work" --silent --ignore-scripts --no-audit --no-fund @microsoft/teams-js@2.58.0

cat > finding.mjs <<'JS'
import assert from 'node:assert/strict';
import teams from '@microsoft/teams-js';

const { app } = teams;
const outcome = await app.initialize().then(
  () => 'resolved',
  (error) => `rejected (${error})`,
);
const initialized = app.isInitialized();
const context = await app.getContext().then(
  () => 'a context',
  (error) => error.message,
);

console.log(`initialize: ${outcome}, isInitialized: ${initialized}, getContext: ${context}`);
assert.equal(outcome, 'resolved');
assert.equal(initialized, false);
assert.equal(context, 'The library has not yet been initialized');
JS
node finding.mjs
