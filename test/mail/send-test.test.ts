import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { startProgram } from '../e2e/program.ts';
import { freePort } from '../storage/free-port.ts';
import { type Receiver, startReceiver } from './receiver.ts';

const PROGRAM = fileURLToPath(new URL('../../src/mail/send-test.ts', import.meta.url));
const ADDRESSES = { ALERT_FROM: 'bot@airparadis.example', ALERT_TO: 'ann@airparadis.example' };

/** Runs it with these settings. @returns its exit code and all it wrote. */
async function run(settings: Record<string, string>) {
  const program = startProgram('alert:test', [PROGRAM], settings);
  return { code: await program.ended, said: program.output() + program.errors() };
}

describe('npm run alert:test', () => {
  let receiver: Receiver | undefined;
  afterEach(() => receiver?.close());

  it('sends a mail that is marked as a test, and says so', async () => {
    receiver = await startReceiver();
    const { code, said } = await run({ SMTP_URL: receiver.url, ...ADDRESSES });
    assert.equal(
      said,
      'The mail server accepted the test mail for 1 of 1 recipient(s). Check the mailbox.\n',
    );
    assert.equal(code, 0);
    assert.equal(receiver.mails[0]?.subject, '[Test] Air-Paradis : Bad predictions alert');
  });

  it('says which settings it needs', async () => {
    const { code, said } = await run({});
    assert.equal(code, 1);
    assert.match(said, /^Alert mails are off\. Set SMTP_URL .*, ALERT_FROM and ALERT_TO\.\n$/);
  });

  it('says what went wrong, without a stack', async () => {
    const { code, said } = await run({ SMTP_URL: `smtp://127.0.0.1:${await freePort()}`, ...ADDRESSES });
    assert.equal(code, 1);
    assert.match(said, /^The mail server 127\.0\.0\.1:\d+ could not be reached.*\n$/);
  });

  it('fails when a recipient is refused, even if others are not', async () => {
    receiver = await startReceiver(0, {
      onRcptTo: ({ address }, _session, done) =>
        done(address.startsWith('bob') ? Object.assign(new Error('who?'), { responseCode: 550 }) : undefined),
    });
    const { code, said } = await run({
      SMTP_URL: receiver.url,
      ...ADDRESSES,
      ALERT_TO: 'ann@airparadis.example,bob@airparadis.example',
    });
    assert.equal(code, 1);
    assert.match(said, /for 1 of 2 recipient\(s\).*\n.*rejected 1 recipient/);
  });
});
