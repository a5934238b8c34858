#!/usr/bin/env bash
# What: `TurnContext.removeRecipientMention` takes out one mention only. Of a post that mentions the bot twice, with an
#   entity for each as Teams sends it, the second mention stays in the text.
# Why it matters: a command compared with the remaining text is not recognised, and the markup reaches a classifier.
# Version: botbuilder-core 4.23.3.
# Seen: "stats <at>Bot</at>"
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --prefix "$work" --silent --ignore-scripts --no-audit --no-fund botbuilder-core@4.23.3

cat > finding.mjs <<'JS'
import assert from 'node:assert/strict';
import botbuilder from 'botbuilder-core';

const bot = { id: '28:00000000-0000-0000-0000-000000000001', name: 'Bot' };
const mention = () => ({ type: 'mention', mentioned: bot, text: '<at>Bot</at>' });
const activity = {
  type: 'message',
  text: '<at>Bot</at> stats <at>Bot</at>',
  recipient: bot,
  entities: [mention(), mention()],
};

const rest = botbuilder.TurnContext.removeRecipientMention(activity);
console.log(JSON.stringify(rest));
assert.equal(rest, 'stats <at>Bot</at>');
JS
node finding.mjs
