import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Limits } from '../../../src/bot/outbox/limits.ts';
import { createSender, type SenderParts } from '../../../src/bot/outbox/sender.ts';
import { ConnectorError } from '../../../src/bot/protocol/connector-client.ts';
import type { ConversationReference } from '../../../src/delivery/conversation-reference.ts';
import type { Outbox } from '../../../src/delivery/outbox.ts';
import { outgoingMessages } from '../../../src/delivery/outgoing-message.ts';
import { type Database, openDatabase } from '../../../src/storage/engine/database.ts';
import { createOutbox } from '../../../src/storage/stores/delivery/outbox-store.ts';

const LATER = 9e12;
const LEASE = 15_000;

describe('A message that waits', () => {
  let folder: string;
  let database: Database;
  let outbox: Outbox;
  const sent: string[] = [];
  const undelivered: string[] = [];
  let sender: ReturnType<typeof createSender> | undefined;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'air-paradis-stranded-'));
    database = await openDatabase({ dataDir: folder });
    outbox = createOutbox(database);
    sent.length = 0;
    undelivered.length = 0;
  });
  afterEach(async () => {
    await sender?.stop();
    await database.close();
    await rm(folder, { recursive: true });
  });

  /** Sends what waits through an outbox with some steps replaced, until nothing waits. */
  async function sendAll(
    steps: Partial<Outbox>,
    deliver?: SenderParts['deliver'],
    limits?: Limits,
    monotonic?: () => number,
    clock?: () => number,
  ) {
    const parts: Partial<SenderParts> = {
      outbox: { ...outbox, ...steps },
      deliver:
        deliver ??
        (async ({ id, card }) => {
          sent.push(card!);
          return { kind: 'delivered', done: { id } };
        }),
      messenger: { async leave() {} },
      reportUndelivered: (reason) => void undelivered.push(reason),
      log: { info() {}, warn() {}, error() {} },
      owner: 'me',
      lookAgain: 10,
      firstRetry: 10,
      limits,
      monotonic,
      clock,
    };
    sender = createSender(parts as SenderParts);
    sender.notify();
    while ((await outbox.waiting()).count > 0) await wait(5);
  }

  const place = (conversation: string): ConversationReference => ({
    conversation,
    serviceUrl: 'http://127.0.0.1/',
    host: 'msteams',
    bot: '28:bot',
  });
  const show = (card: string) =>
    outgoingMessages.show(place(card), card, 'p', { type: 'message', summary: card }, LATER);

  /** Does as `step` does, and then fails once, as where an answer of the store is lost. */
  function answerLost<Arguments extends unknown[], Result>(step: (...given: Arguments) => Promise<Result>) {
    let lost = false;
    return async (...given: Arguments): Promise<Result> => {
      const result = await step(...given);
      if (lost) return result;
      lost = true;
      throw new Error('the answer was lost');
    };
  }

  it('is sent once when the answer is lost that it may be sent', async () => {
    await outbox.add([show('a'), show('b')]);
    await sendAll({ begin: answerLost(outbox.begin) });
    assert.deepEqual(sent.sort(), ['a', 'b']);
  });

  it('is sent when it cannot be looked at, and then cannot be put back at once either', async () => {
    await outbox.add([show('a')]);
    let asked = 0;
    const deliver: SenderParts['deliver'] = async ({ id }) => {
      asked += 1;
      if (asked === 1) throw new Error('the store is away');
      sent.push('a');
      return { kind: 'delivered', done: { id } };
    };
    let failures = 3;
    const postpone: Outbox['postpone'] = async (id, until) => {
      failures -= 1;
      if (failures >= 0) throw new Error('the store is away');
      return outbox.postpone(id, until);
    };
    await sendAll({ postpone }, deliver);
    assert.deepEqual(sent, ['a']);
  });

  it('is taken up from the sender before, though the store fails when that is tried first', async () => {
    await outbox.add([outgoingMessages.retract(place('a'), 'a', LATER)]);
    await outbox.lead('the one before', Date.now(), 1000);
    const [oldest] = await outbox.oldestPerConversation(Date.now(), 1, []);
    assert.equal((await outbox.begin([oldest!.id], 'the one before', Date.now())).length, 1);
    let failures = 1;
    const recover = async () => {
      failures -= 1;
      if (failures >= 0) throw new Error('the store is away');
      return outbox.recover();
    };
    await sendAll({ recover });
    assert.deepEqual(sent, ['a']);
  });

  it('takes another place in the limits for the call that says it to everybody', async () => {
    await outbox.add([show('a')]);
    let now = 1000;
    let looks = 0;
    let calls = 0;
    const sending = sendAll(
      {
        async oldestPerConversation(...asked) {
          looks += 1;
          return outbox.oldestPerConversation(...asked);
        },
      },
      async ({ id }) => {
        calls += 1;
        return calls === 1 ? { kind: 'for all' } : { kind: 'delivered', done: { id } };
      },
      { thread: [{ most: 1, milliseconds: 500 }], tenant: [] },
      () => now,
    );
    while (calls === 0) await wait(5);
    const seen = looks;
    while (looks < seen + 5) await wait(5);
    assert.equal(calls, 1);
    now += 1000;
    await sending;
    assert.equal(calls, 2);
  });

  it('waits for no lease of a sender that was replaced while its last call was under way, and then ended', async () => {
    await outbox.add([show('a')]);
    const { promise: taken, resolve: take } = Promise.withResolvers<void>();
    let now = Date.now();
    let isInService = true;
    let asked = 0;
    sender = createSender({
      outbox: {
        ...outbox,
        async lead(...given) {
          asked += 1;
          return isInService && outbox.lead(...given);
        },
      },
      async deliver({ id }) {
        sent.push(id);
        await taken;
        return { kind: 'delivered', done: { id } };
      },
      messenger: { async leave() {} },
      reportUndelivered: () => {},
      log: { info() {}, warn() {}, error() {} },
      owner: 'me',
      clock: () => now,
      lookAgain: 5,
    });
    sender.notify();
    while (sent.length === 0) await wait(5);
    isInService = false;
    now += 6000;
    while (asked < 2) await wait(5);
    const stopped = sender.stop();
    take();
    await stopped;
    const { until } = await database.db.selectFrom('leases').select('until').executeTakeFirstOrThrow();
    assert.equal(until, 0);
  });

  it('is taken up from one who sent and died while this one stood still for longer than both leases', async () => {
    let now = 1_000_000;
    await outbox.add([show('a')]);
    await sendAll({}, undefined, undefined, undefined, () => now);
    const died = now + LEASE;
    await outbox.lead('another', died, LEASE);
    await outbox.add([outgoingMessages.retract(place('b'), 'b', LATER), show('c')]);
    const waiting = await outbox.oldestPerConversation(died, 2, []);
    await outbox.begin(
      waiting.map(({ id }) => id),
      'another',
      died,
    );
    now = died + LEASE;
    while ((await outbox.waiting()).count > 0) await wait(5);
    assert.deepEqual(sent, ['a', 'b']);
    assert.deepEqual(undelivered, ['unknown'], 'the card that nobody knows whether it stands');
  });

  it('is not taken for lost by its own sender that stood still for longer than its lease meanwhile', async () => {
    let stood = 0;
    await outbox.add([show('a')]);
    const { promise: thawed, resolve: thaw } = Promise.withResolvers<void>();
    let asked = 0;
    const deliver: SenderParts['deliver'] = async ({ id }) => {
      if (asked++ > 0) return { kind: 'delivered', done: { id } };
      await thawed;
      return { kind: 'again', wait: 10, call: 'create', why: new ConnectorError('429', { sent: true }) };
    };
    let leads = 0;
    const lead: Outbox['lead'] = async (...given) => {
      leads += 1;
      return outbox.lead(...given);
    };
    const sending = sendAll({ lead }, deliver, undefined, undefined, () => Date.now() + stood);
    while (asked === 0) await wait(5);
    stood = LEASE;
    await outbox.add([show('b')]);
    sender!.notify();
    while (leads < 2) await wait(5);
    await wait(20);
    thaw();
    await sending;
    assert.equal(asked, 3);
    assert.deepEqual(undelivered, []);
  });

  it('waits for the end of those under way where they use up the limit of the app alone', async () => {
    const cards = Array.from({ length: 32 }, (_, card) => String(card));
    await outbox.add(cards.map(show));
    const warnings: string[] = [];
    const note = ({ name }: Error) => void warnings.push(name);
    process.on('warning', note);
    let underWay = 0;
    const deliver: SenderParts['deliver'] = async ({ id, card }) => {
      underWay += 1;
      assert.equal(underWay, 1);
      await wait(3);
      underWay -= 1;
      sent.push(card!);
      return { kind: 'delivered', done: { id } };
    };
    await sendAll({}, deliver, { thread: [], tenant: [{ most: 1, milliseconds: 1 }] });
    process.off('warning', note);
    assert.deepEqual(sent.sort(), cards.sort());
    assert.deepEqual(warnings, [], 'a timer that never ends');
  });
});
