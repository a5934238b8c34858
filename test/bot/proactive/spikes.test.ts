import assert from 'node:assert/strict';
import { createSpikes } from '../../../src/bot/proactive/spikes.ts';
import { type ChannelSettings, DEFAULTS } from '../../../src/channel/settings.ts';
import { CHANNEL, openAnnouncing } from '../announcing.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('The notice of a spike', () => {
  let world: Awaited<ReturnType<typeof openAnnouncing>>;
  beforeEach(async () => {
    world = await openAnnouncing('2026-06-10T12:00:00Z');
    for (let day = 1; day <= 28; day += 1) {
      await world.add(world.now - day * DAY - MINUTE);
      await world.add(world.now - day * DAY - 2 * MINUTE);
      if (day % 4 === 0) await world.add(world.now - day * DAY - 3 * MINUTE, { label: 'negative' });
    }
  });
  afterEach(() => world.close());

  const spikes = () => createSpikes({ ...world.parts, quietHours: 3 });
  const look = () => world.look(spikes());
  const set = (changes: Partial<ChannelSettings>) =>
    world.parts.channels.saveSettings(CHANNEL, { ...DEFAULTS, ...changes });

  /** In the last hour: so many negatives, the worst first, and so many others. */
  async function hour(negative: number, other: number): Promise<void> {
    for (let n = 0; n < negative; n += 1)
      await world.add(world.now - MINUTE, { label: 'negative', probability: n / 100, text: `vol nul ${n}` });
    for (let n = 0; n < other; n += 1) await world.add(world.now - MINUTE);
  }

  it('is one card with the worst posts of the hour and what is usual, then nothing for three hours', async () => {
    await hour(12, 3);
    await look();
    const [card] = await world.cards();
    assert.match(
      card!.fallbackText,
      /^📈 Pic de posts négatifs\. Dans la dernière heure, 12 posts sur 15 sont négatifs \(80\s%, contre 1\d\s%/u,
    );
    const outgoing = JSON.stringify(card);
    assert.match(outgoing, /vol nul 0.+vol nul 4.+pendant 3 h/);
    assert.doesNotMatch(outgoing, /vol nul 5/);
    for (const later of [5 * MINUTE, 2 * HOUR]) {
      world.now += later;
      await hour(12, 3);
      await look();
    }
    assert.equal((await world.cards()).length, 1);
    world.now += HOUR;
    await hour(12, 3);
    await look();
    assert.equal((await world.cards()).length, 2);
  });

  it('is left to the deployment in service', async () => {
    await hour(12, 3);
    await world.look(createSpikes({ ...world.parts, quietHours: 3, inService: async () => false }));
    assert.deepEqual(await world.cards(), []);
    await look();
    assert.equal((await world.cards()).length, 1);
  });

  it('does not come in an hour like any other, nor for a handful of posts', async () => {
    await hour(4, 14);
    await look();
    assert.deepEqual(await world.cards(), []);
    assert.equal(world.orders, 0);
  });

  it('is posted by one of several replicas', async () => {
    await hour(12, 3);
    await world.look(spikes(), spikes(), spikes());
    assert.equal((await world.cards()).length, 1);
  });

  for (const [what, changes] of [
    ['does not want them', { spikes: false }],
    ['is silent', { mode: 'silent' }],
    ['has its quiet hours', { quiet: { from: '13:00', to: '15:00' } }],
  ] as const)
    it(`does not come in a channel that ${what}`, async () => {
      await set(changes);
      await hour(12, 3);
      await look();
      assert.deepEqual(await world.cards(), []);
    });

  it('does not come where the bot was removed', async () => {
    await hour(12, 3);
    await world.parts.conversations.deleteConversation(CHANNEL, Date.now());
    await look();
    assert.deepEqual(await world.cards(), []);
  });

  describe('by topic', () => {
    const about = (...names: string[]) => ({ topics: names.map((name) => ({ name, probability: 0.8 })) });

    /** A channel in which half are negative, as they always were. */
    beforeEach(async () => {
      const posts = Array.from({ length: 280 }, (_, n) =>
        world.add(world.now - (1 + Math.floor(n / 10)) * DAY - (n % 10) * MINUTE, {
          ...(n % 2 ? { label: 'negative' } : {}),
          ...about(n % 5 ? 'delay' : 'food'),
        }),
      );
      await Promise.all(posts);
    });

    async function cancelled(negative: number, other: number): Promise<void> {
      for (let n = 0; n < negative; n += 1)
        await world.add(world.now - MINUTE, {
          ...{ label: 'negative', probability: 0.2, text: `vol annulé ${n}` },
          ...about('cancellation'),
        });
      for (let n = 0; n < other; n += 1)
        await world.add(world.now - MINUTE, { probability: 0.99, ...about('food') });
    }

    it('names a topic that far more complain of than usual, though the negatives are as many as ever', async () => {
      await cancelled(9, 9);
      await world.add(world.now - MINUTE, {
        label: 'negative',
        probability: 0.01,
        text: 'café froid',
        ...about('food'),
      });
      await look();
      const [card] = await world.cards();
      assert.match(
        card!.fallbackText,
        /^📈 Pic sur un sujet\s: annulation\. Annulation\s: 9 posts négatifs sur 19 posts dans la dernière heure \(47\s%, contre [0-3]\s%/u,
      );
      assert.match(JSON.stringify(card), /vol annulé 0.+pendant 3 h/);
      assert.doesNotMatch(JSON.stringify(card), /café froid/, 'posts of the topic alone');
      world.now += 5 * MINUTE;
      await look();
      assert.equal((await world.cards()).length, 1);
    });

    it('names it on the card of a spike of negatives too', async () => {
      await cancelled(18, 1);
      await look();
      const [card] = await world.cards();
      assert.match(card!.fallbackText, /^📈 Pic de posts négatifs/);
      assert.match(JSON.stringify(card), /🏷️ Annulation\s: 18 posts négatifs sur 19/);
    });

    it('does not come for a topic that is as frequent as ever, nor for a handful of posts', async () => {
      for (let n = 0; n < 9; n += 1)
        await world.add(world.now - MINUTE, { ...(n % 2 ? { label: 'negative' } : {}), ...about('delay') });
      await cancelled(3, 3);
      await look();
      assert.deepEqual(await world.cards(), []);
    });

    it('does not come where the model in service knows no topics', async () => {
      await cancelled(9, 9);
      await world.look(createSpikes({ ...world.parts, classifier: {}, quietHours: 3 }));
      assert.deepEqual(await world.cards(), []);
    });
  });

  it('is tried again when the store fails', async () => {
    await hour(12, 3);
    const { habit } = world.parts.figures;
    world.parts.figures.habit = async () => {
      throw new Error('the store is away');
    };
    await look();
    assert.match(world.logged.join(), /could not look for a spike/);
    world.parts.figures.habit = habit;
    await look();
    assert.equal((await world.cards()).length, 1);
  });
});
