#!/usr/bin/env bash
# What: `postmaster` without a domain is a legal recipient (RFC 5321, section 4.1.1.3), yet nodemailer takes it for a
#   display name. The server never sees it, and it is in neither `accepted` nor `rejected`.
# Why it matters: an alert that compares `rejected` with nothing reports success while one of its readers got no mail.
# Version: nodemailer 10.6.0, received by smtp-server 3.21.6.
# Seen: {"server":["ops@example.org"],"accepted":["ops@example.org"],"rejected":[]}
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --prefix "$work" --silent --ignore-scripts --no-audit --no-fund nodemailer@10.6.0 smtp-server@3.21.6

cat > finding.mjs <<'JS'
import assert from 'node:assert/strict';
import nodemailer from 'nodemailer';
import { SMTPServer } from 'smtp-server';

const received = [];
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onRcptTo: (recipient, _session, done) => {
    received.push(recipient.address);
    done();
  },
  onData: (mail, _session, done) => mail.resume().on('end', done),
});
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
const { port } = server.server.address();

const mail = { from: 'bot@example.org', to: ['ops@example.org', 'postmaster'], subject: 'Alert', text: 'Three votes' };
const { accepted, rejected } = await nodemailer.createTransport({ host: '127.0.0.1', port }).sendMail(mail);
await new Promise((closed) => server.close(closed));

console.log(JSON.stringify({ server: received, accepted, rejected }));
assert.deepEqual(received, ['ops@example.org']);
assert.deepEqual(accepted, ['ops@example.org']);
assert.deepEqual(rejected, []);
JS
node finding.mjs
