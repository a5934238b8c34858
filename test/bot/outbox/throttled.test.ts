import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { createSender, type SenderParts } from '../../../src/bot/outbox/sender.ts';
import { channelPost, type Sent } from '../../fixtures/activities.ts';
import { openDoor } from '../door.ts';

type Door = Awaited<ReturnType<typeof openDoor>>;

/** A post in a channel of its own. */
function postIn(channel: string, text: string) {
  const { id, conversation, ...post } = channelPost(text) as Sent & { id: string; conversation: object };
  return { ...post, id, conversation: { ...conversation, id: `19:${channel}@thread.tacv2;messageid=${id}` } };
}

async function judged(door: Door) {
  while ((await door.teams.waiting()).jobs.count > 0) await wait(2);
}

async function calls(door: Door, count: number) {
  while (door.connector.calls.length < count) await wait(2);
}

describe('An app that Teams asks to wait', () => {
  let door: Door;
  beforeEach(async () => {
    door = await openDoor();
  });
  afterEach(() => door.close());

  for (const [what, status, retryAfter] of [
    ['429 with a time', 429, () => '60'],
    ['429 with a date', 429, () => new Date(Date.now() + 90_000).toUTCString()],
    ['503 with a time', 503, () => '60'],
  ] as const)
    it(`in several channels (${what}) makes no more than the calls that are under way`, async () => {
      door.connector.fail('POST', { status, retryAfter: retryAfter() });
      for (const channel of ['a', 'b']) await door.handOver(postIn(channel, 'Vol nul'));
      await calls(door, 2);
      await wait(50);
      for (const channel of ['c', 'd', 'e', 'f', 'g']) await door.handOver(postIn(channel, 'Bagage perdu'));
      await judged(door);
      await wait(300);
      assert.equal(door.connector.calls.length, 2);
      assert.equal((await door.teams.waiting()).orders.count, 7);
    });

  it('in one channel goes on everywhere else, and leaves all threads of that one alone', async () => {
    door.connector.failOnce('POST', { status: 429, retryAfter: '60' });
    await door.handOver(postIn('a', 'Vol nul'));
    await calls(door, 1);
    await wait(50);
    for (const channel of ['b', 'a', 'c', 'a']) await door.handOver(postIn(channel, 'Bagage perdu'));
    await calls(door, 3);
    await wait(200);
    const asked = door.connector.calls.map(({ conversation }) => conversation.slice(3, 4));
    assert.deepEqual(asked.sort(), ['a', 'b', 'c']);
    assert.equal((await door.teams.waiting()).orders.count, 3);
  });

  it('by a 503 without a time lets each conversation wait for itself', async () => {
    door.connector.failOnce('POST', 503, 503, 503);
    for (const channel of ['a', 'b', 'c', 'd']) await door.handOver(postIn(channel, 'Vol nul'));
    await door.settled();
    assert.equal(door.connector.standing().length, 4);
  });

  it('says everything once it may go on, in order', async () => {
    door.connector.failOnce('POST', 429, 429, 429);
    const posts = ['a', 'b', 'c', 'd', 'e'].map((channel) => postIn(channel, 'Vol nul'));
    for (const post of posts) await door.handOver(post);
    await door.settled();
    assert.deepEqual(
      door.connector
        .standing()
        .map(({ replyTo }) => replyTo)
        .sort(),
      posts.map(({ id }) => id).sort(),
    );
  }).timeout(10_000);
});

describe('A sender that is told to wait', () => {
  it('goes on to be the one who sends: nobody else knows of the pause', async () => {
    mock.timers.enable({ apis: ['setTimeout'] });
    let now = 0;
    let leads = 0;
    let sent = 0;
    const reference = (conversation: string) => ({ conversation, serviceUrl: '', host: '', bot: '' });
    const waits = ['a', 'b'].map((id) => ({
      id,
      reference: reference(id),
      card: null,
      until: 9e15,
      attempts: 1,
    }));
    const outbox = {
      async lead() {
        leads += 1;
        return true;
      },
      recover: async () => [],
      oldestPerConversation: async () => (sent === 0 ? waits : []),
      begin: async () => waits,
      postpone: async () => {},
    };
    const why = Object.assign(new Error('429'), { status: 429, sent: true, retryAfter: 60_000 });
    const sender = createSender({
      outbox,
      async deliver() {
        sent += 1;
        return { kind: 'again', wait: 60_000, call: 'create', why };
      },
      messenger: { async leave() {} },
      reportUndelivered() {},
      log: { info() {}, warn() {}, error() {} },
      steady: () => now,
      clock: () => now,
      owner: 'me',
    } as unknown as SenderParts);
    try {
      sender.notify();
      for (let second = 0; second < 45; second++) {
        await wait(0);
        await new Promise(setImmediate);
        now += 1000;
        mock.timers.tick(1000);
      }
      assert.equal(sent, 2);
      assert.ok(leads >= 8, `${leads} times in 45 s, with a lease of 15 s`);
    } finally {
      mock.timers.reset();
    }
  });
});
