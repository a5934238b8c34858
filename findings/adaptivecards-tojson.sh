#!/usr/bin/env bash
# What: `toJSON()` leaves out what is newer than the version that the card declares, although parsing kept it and logged
#   no event. The verb of an Action.Execute is among it, so the action comes out without the word it is routed by.
# Why it matters: a card that is read, changed and written back sends invokes that no handler recognises.
# Version: adaptivecards 3.0.6.
# Seen: verb in memory "vote", events 0, written {"type":"Action.Execute","title":"Vote"}
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --prefix "$work" --silent --ignore-scripts --no-audit --no-fund adaptivecards@3.0.6

cat > finding.mjs <<'JS'
import assert from 'node:assert/strict';
import cards from 'adaptivecards/dist/adaptivecards.js';

const source = {
  type: 'AdaptiveCard',
  version: '1.2',
  body: [],
  actions: [{ type: 'Action.Execute', title: 'Vote', verb: 'vote' }],
};
function roundTrip(json) {
  const context = new cards.SerializationContext();
  const card = new cards.AdaptiveCard();
  card.parse(json, context);
  return { verb: card.getActionAt(0).verb, events: context.eventCount, written: card.toJSON().actions[0] };
}

const { verb, events, written } = roundTrip(source);
console.log(`verb in memory "${verb}", events ${events}, written ${JSON.stringify(written)}`);
assert.equal(verb, 'vote');
assert.equal(events, 0);
assert.deepEqual(written, { type: 'Action.Execute', title: 'Vote' });
assert.deepEqual(roundTrip({ ...source, version: '1.4' }).written, source.actions[0], 'from 1.4 on nothing is lost');
JS
node finding.mjs
