#!/usr/bin/env bash
# What: loading restify, without making a server of it, changes `writeHead()` of every server of Node in the process: it gives back
#   nothing, where Node documents the response.
# Why it matters: `response.writeHead(200, …).end(body)` in a plain server beside restify, as a test's receiver is, throws a TypeError
#   that depends on what else was loaded.
# Version: restify 12.0.0.
# Seen: before restify is loaded: the response; after: undefined
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --prefix "$work" --silent --ignore-scripts --no-audit --no-fund restify@12.0.0

cat > finding.cjs <<'JS'
const assert = require('node:assert/strict');
const http = require('node:http');

/** What writeHead gives back in a server of Node alone. */
async function given() {
  let found;
  const server = http.createServer((_request, response) => {
    const back = response.writeHead(200);
    found = back === response ? 'the response' : String(back);
    response.end();
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  await (await fetch(`http://127.0.0.1:${server.address().port}/`, { headers: { connection: 'close' } })).text();
  await new Promise((resolve) => server.close(resolve));
  return found;
}

(async () => {
  const before = await given();
  require('restify');
  const after = await given();
  console.log(`before restify is loaded: ${before}; after: ${after}`);
  assert.equal(before, 'the response');
  assert.equal(after, 'undefined');
})();
JS
node finding.cjs
