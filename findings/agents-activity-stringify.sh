#!/usr/bin/env bash
# What: `JSON.stringify(activity)` writes `_channelId`, an internal field, and no `channelId`; so does a spread copy. Only
#   `toJsonString()` writes the name of the protocol.
# Why it matters: an activity that is queued or stored as JSON the usual way comes back to other readers without channel.
# Version: @microsoft/agents-activity 1.8.1.
# Seen: {"type":"message","text":"Merci","_channelId":"msteams"}
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --prefix "$work" --silent --ignore-scripts --no-audit --no-fund @microsoft/agents-activity@1.8.1

cat > finding.mjs <<'JS'
import assert from 'node:assert/strict';
import agents from '@microsoft/agents-activity';

const activity = agents.Activity.fromObject({ type: 'message', channelId: 'msteams', text: 'Merci' });
const written = JSON.stringify(activity);

console.log(written);
assert.equal(activity.channelId, 'msteams');
assert.deepEqual(JSON.parse(written), { type: 'message', text: 'Merci', _channelId: 'msteams' });
assert.equal({ ...activity }.channelId, undefined);
assert.equal(JSON.parse(activity.toJsonString()).channelId, 'msteams');
JS
node finding.mjs
