import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import type { Mail } from '../../src/alert/mail.ts';
import type { MailOutbox } from '../../src/alert/mail-outbox.ts';
import { MailError } from '../../src/mail/errors.ts';
import type { SentMail } from '../../src/mail/mailer.ts';
import { createMailRelay, type MailRelayParts } from '../../src/mail/relay.ts';
import { readableLog } from '../telemetry/lines.ts';

/** An outbox in memory, with the time at which each mail is due; null once it is sent. */
function createMemoryOutbox(...ids: string[]) {
  const due = new Map<string, number | null>(ids.map((id) => [id, 0]));
  const left = new Map<string, readonly string[]>();
  const attempts = new Map<string, number>();
  const outbox: MailOutbox = {
    async claim(now, lease) {
      const [incidentId] = [...due].find(([, at]) => at !== null && at <= now) ?? [];
      if (incidentId === undefined) return undefined;
      due.set(incidentId, now + lease);
      attempts.set(incidentId, (attempts.get(incidentId) ?? 0) + 1);
      const only = left.get(incidentId);
      return { incidentId, attempts: attempts.get(incidentId)!, ...(only && { only }) };
    },
    sent: async (id) => void due.set(id, null),
    async postpone(id, until, only) {
      due.set(id, until);
      if (!only) return;
      if (!left.has(id)) attempts.set(id, 1);
      left.set(id, only);
    },
    async nextDue() {
      const times = [...due.values()].filter((at) => at !== null);
      return times.length > 0 ? Math.min(...times) : undefined;
    },
  };
  return { outbox, due };
}

/** A relay whose mailer does what a test says for each sending, and then takes everything. */
function setUp(
  ids: string[],
  sendings: (() => Promise<Partial<SentMail>>)[] = [],
  parts: Partial<MailRelayParts> = {},
) {
  const { outbox, due } = createMemoryOutbox(...ids);
  const { log, lines } = readableLog();
  const sent: string[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  const mailer = {
    async send(id: string, _mail: Mail, only?: readonly string[]) {
      sent.push(only ? `${id} ${only}` : id);
      for (const { count, resolve } of waiting) if (sent.length >= count) resolve();
      return { refused: 0, later: [], ...(await sendings.shift()?.()) };
    },
  };
  const compose = async (id: string) => ({ subject: 's', text: id, html: id });
  const relay = createMailRelay({ outbox, compose, mailer, log, firstRetry: 1, longestRetry: 2, ...parts });
  const sendingsReach = (count: number) =>
    new Promise<void>((resolve) => {
      waiting.push({ count, resolve });
      if (sent.length >= count) resolve();
    });
  return { relay, due, sent, sendingsReach, lines };
}

const away = () => Promise.reject(new MailError('The mail server is away.'));

describe('The relay of mails', () => {
  it('sends all that waits, each once', async () => {
    const { relay, due, sent, sendingsReach } = setUp(['a', 'b', 'c']);
    relay.notify();
    await sendingsReach(3);
    await relay.stop();
    assert.deepEqual(sent, ['a', 'b', 'c']);
    assert.deepEqual([...due.values()], [null, null, null]);
  });

  it('sends nothing while another deployment is in service', async () => {
    const { promise: asked, resolve: ask } = Promise.withResolvers<void>();
    const inService = async () => {
      ask();
      return false;
    };
    const { relay, sent, due } = setUp(['a'], [], { inService });
    relay.notify();
    await asked;
    await relay.stop();
    assert.deepEqual([sent, [...due.values()]], [[], [0]]);
  });

  it('tries a mail again until the server takes it, and says why it did not', async () => {
    const { relay, sent, due, sendingsReach, lines } = setUp(['a'], [away, away, away]);
    relay.notify();
    await sendingsReach(4);
    await relay.stop();
    assert.deepEqual(sent, ['a', 'a', 'a', 'a']);
    assert.equal(due.get('a'), null);
    const failures = lines().filter(({ level }) => level === 'error');
    assert.deepEqual(
      failures.map(({ wait, err }) => [wait, err.message]),
      [1, 2, 2].map((wait) => [wait, 'The mail server is away.']),
    );
  });

  it('does not let one mail that fails hold up another', async () => {
    const { relay, sent, sendingsReach } = setUp(['a', 'b'], [away], {
      firstRetry: 60_000,
      longestRetry: 60_000,
    });
    relay.notify();
    await sendingsReach(2);
    await relay.stop();
    assert.deepEqual(sent, ['a', 'b']);
  });

  it('does not send again what was taken when only the outbox failed', async () => {
    const { outbox, due } = createMemoryOutbox('a');
    let failures = 0;
    const { promise, resolve } = Promise.withResolvers<void>();
    const failing: MailOutbox = {
      ...outbox,
      async sent(id) {
        failures += 1;
        if (failures === 1) throw new Error('no database');
        await outbox.sent(id);
        resolve();
      },
    };
    const { relay, sent } = setUp([], [], { outbox: failing });
    relay.notify();
    await promise;
    await relay.stop();
    assert.deepEqual(sent, ['a']);
    assert.equal(due.get('a'), null);
  });

  it('lets go of the mail of an incident that was deleted', async () => {
    const { relay, sent, due } = setUp(['a'], [], { compose: async () => undefined });
    relay.notify();
    await relay.stop();
    assert.deepEqual(sent, []);
    assert.equal(due.get('a'), null);
  });

  it('warns when some recipients were refused', async () => {
    const { relay, sendingsReach, lines } = setUp(['a'], [async () => ({ refused: 2 })]);
    relay.notify();
    await sendingsReach(1);
    await relay.stop();
    const [warning] = lines().filter(({ level }) => level === 'warn');
    assert.equal(warning.refused, 2);
  });

  it('tries those again alone whom the server puts off, until it takes them', async () => {
    const putOff = async () => ({ later: ['bob@a.example'] });
    const { relay, due, sent, sendingsReach } = setUp(['a'], [putOff, putOff, away]);
    relay.notify();
    await sendingsReach(4);
    await relay.stop();
    assert.deepEqual(sent, ['a', 'a bob@a.example', 'a bob@a.example', 'a bob@a.example']);
    assert.equal(due.get('a'), null);
  });

  it('gives those up whom the server puts off for days, and says so; a mail that nobody has it never does', async () => {
    const putOff = async () => ({ later: ['bob@a.example'] });
    const long = setUp(
      ['a'],
      Array.from({ length: 300 }, () => putOff),
      { firstRetry: 0 },
    );
    long.relay.notify();
    await long.sendingsReach(250);
    await long.relay.stop();
    assert.equal(long.sent.length, 250);
    assert.equal(long.due.get('a'), null);
    const [givenUp] = long.lines().filter(({ level }) => level === 'error');
    assert.deepEqual([givenUp.recipients, givenUp.attempts], [1, 250]);
    const never = setUp(
      ['a'],
      Array.from({ length: 300 }, () => away),
      { firstRetry: 0 },
    );
    never.relay.notify();
    await never.sendingsReach(301);
    await never.relay.stop();
    assert.equal(never.due.get('a'), null);
  });

  it('keeps a mail for itself for as long as a slow server takes', async () => {
    const { outbox, due } = createMemoryOutbox('a');
    const { promise, resolve } = Promise.withResolvers<object>();
    const { relay, sent, sendingsReach } = setUp([], [() => promise], { outbox, lease: 30 });
    relay.notify();
    await sendingsReach(1);
    const first = due.get('a')!;
    while (due.get('a')! < first + 60) await setTimeout(5);
    const other = setUp([], [], { outbox, lease: 30 });
    other.relay.notify();
    await other.relay.stop();
    resolve({});
    await relay.stop();
    assert.deepEqual([sent, other.sent, due.get('a')], [['a'], [], null]);
  });

  it('waits at its stop for the mail on its way', async () => {
    const { promise, resolve } = Promise.withResolvers<object>();
    const { relay, due, sendingsReach } = setUp(['a', 'b'], [() => promise]);
    relay.notify();
    await sendingsReach(1);
    const stopping = relay.stop();
    resolve({});
    await stopping;
    assert.equal(due.get('a'), null);
    assert.equal(due.get('b'), 0);
  });
});
