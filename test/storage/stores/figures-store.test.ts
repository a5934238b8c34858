import assert from 'node:assert/strict';
import type { Prediction } from '../../../src/feedback/prediction.ts';
import { createBrandRuleStore } from '../../../src/storage/stores/brand-rule-store.ts';
import { createReplyStore } from '../../../src/storage/stores/delivery/reply-store.ts';
import { createFeedbackStore } from '../../../src/storage/stores/feedback-store.ts';
import { createFiguresStore } from '../../../src/storage/stores/figures-store.ts';
import { prediction } from '../../feedback/verdicts.ts';
import { onBothDatabases } from '../databases.ts';

const CHANNEL = '19:a@thread.tacv2';
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = 100 * DAY;
const ALWAYS = { since: 0, until: Number.MAX_SAFE_INTEGER };
const AROUND = { since: NOW - HOUR, until: NOW + HOUR };

onBothDatabases('The figures of a channel', (current) => {
  const figures = () => createFiguresStore(current());
  const feedback = () => createFeedbackStore(current());
  let written = 0;

  async function add(changes: Partial<Prediction> = {}): Promise<Prediction> {
    written += 1;
    const made = prediction({
      origin: `teams:${CHANNEL}/${written}`,
      channel: CHANNEL,
      createdAt: NOW,
      ...changes,
    });
    await feedback().addPrediction(made);
    return made;
  }
  const negative = (probability: number, changes: Partial<Prediction> = {}) =>
    add({ label: 'negative', probability, ...changes });
  const vote = (
    { id }: Prediction,
    correct: boolean,
    changes: { voter?: string; correction?: 'positive' } = {},
  ) =>
    feedback().castVote(id, changes.voter ?? 'ann', () => ({
      vote: {
        predictionId: id,
        voter: changes.voter ?? 'ann',
        correct,
        correction: changes.correction ?? null,
        votedAt: NOW,
      },
      trace: null,
    }));
  const worst = async (scope = { channel: CHANNEL } as { channel: string; thread?: string }) =>
    (await figures().worst(scope, ALWAYS, 3)).map(({ probability }) => probability);

  describe('by topic', () => {
    const about = (...names: string[]) => ({ topics: names.map((name) => ({ name, probability: 0.8 })) });

    it('count what its posts are about, the last verdict on each, the most frequent first', async () => {
      await negative(0.1, about('baggage', 'refund'));
      await add(about('baggage'));
      const edited = await add(about('food'));
      await add({ origin: edited.origin, createdAt: NOW + 1, ...about('staff') });
      await add(about());
      await add();
      await add({ channel: `${CHANNEL}2`, ...about('delay') });
      await add({ createdAt: NOW - 2 * HOUR, ...about('delay') });
      assert.deepEqual(await figures().topics({ channel: CHANNEL }, AROUND), {
        judged: 4,
        topics: [
          { topic: 'baggage', posts: 2, negative: 1 },
          { topic: 'refund', posts: 1, negative: 1 },
          { topic: 'staff', posts: 1, negative: 0 },
        ],
      });
    });

    it('find the worst posts of one topic', async () => {
      await negative(0.1, about('food'));
      await negative(0.2, about('baggage'));
      const found = await figures().worst({ channel: CHANNEL, topic: 'baggage' }, ALWAYS, 3);
      assert.deepEqual(
        found.map(({ probability }) => probability),
        [0.2],
      );
    });

    it('know how usual complaints about one are at this hour', async () => {
      for (let day = 2; day < 5; day += 1) {
        await negative(0.1, { createdAt: NOW - day * DAY - 1, ...about('baggage') });
        await add({ createdAt: NOW - day * DAY - 1, ...about('baggage') });
        await negative(0.1, { createdAt: NOW - day * DAY - 5 * HOUR, ...about('food') });
      }
      assert.deepEqual(await figures().habit(CHANNEL, NOW, 'baggage'), {
        always: { posts: 9, negative: 3 },
        sameHour: { posts: 6, negative: 3 },
      });
    });
  });

  it('count the verdicts of a period with their votes, of this channel and no other', async () => {
    await vote(await negative(0.1), false);
    await add({ certain: false });
    await add({ label: 'neutral' });
    await add({ createdAt: NOW - 1 });
    await add({ createdAt: NOW + 10 });
    await add({ channel: `${CHANNEL}2` });
    await add({ channel: null });
    assert.deepEqual(await figures().count({ channel: CHANNEL }, { since: NOW, until: NOW + 10 }), {
      predictions: 3,
      negative: 1,
      neutral: 1,
      positive: 1,
      uncertain: 1,
      up: 0,
      down: 1,
    });
  });

  it('are noughts where nothing was judged', async () => {
    const nothing = { predictions: 0, negative: 0, neutral: 0, positive: 0, uncertain: 0, up: 0, down: 0 };
    assert.deepEqual(await figures().count({ channel: CHANNEL }, ALWAYS), nothing);
    assert.deepEqual(await figures().worst({ channel: CHANNEL }, ALWAYS, 3), []);
    assert.deepEqual((await figures().learnt(AROUND))(CHANNEL), { votes: 0, corrections: 0, rules: 0 });
    const none = { posts: 0, negative: 0 };
    assert.deepEqual(await figures().habit(CHANNEL, NOW), { always: none, sameHour: none });
    assert.deepEqual(await figures().busy(AROUND, 1), []);
  });

  it('count an edited post once, as it was judged last, and the votes on both verdicts', async () => {
    const first = await negative(0.1);
    await vote(first, true);
    await vote(await add({ origin: first.origin, createdAt: NOW + 1 }), false);
    const { predictions, negative: bad, up, down } = await figures().count({ channel: CHANNEL }, ALWAYS);
    assert.deepEqual({ predictions, bad, up, down }, { predictions: 1, bad: 0, up: 1, down: 1 });
    assert.deepEqual(await worst(), []);
  });

  it('count a post as its channel judged it, whatever an analysis says of it since', async () => {
    const origin = `teams:${CHANNEL}/analysed`;
    await negative(0.1, { origin });
    await add({ origin, channel: null, label: 'positive', probability: 0.98, createdAt: NOW + 5 });
    const { predictions, negative: bad, positive } = await figures().count({ channel: CHANNEL }, ALWAYS);
    assert.deepEqual({ predictions, bad, positive }, { predictions: 1, bad: 1, positive: 0 });
    assert.deepEqual(await worst(), [0.1]);
  });

  it('leave out a post that was deleted', async () => {
    const { origin } = await negative(0.1);
    assert.equal(await feedback().forgetPost(origin!), 1);
    assert.equal((await figures().count({ channel: CHANNEL }, ALWAYS)).predictions, 0);
    assert.deepEqual(await worst(), []);
  });

  it('know the posts of one thread, and the post from elsewhere that began it', async () => {
    await negative(0.2, { thread: '7' });
    await negative(0.3, { thread: '8' });
    const { id } = await negative(0.4, { door: 'api', origin: 'mastodon:https://m.example/1' });
    const conversation = `${CHANNEL};messageid=7`;
    await createReplyStore(current()).saveReply({ conversation, post: id, reply: '7', predictionId: id });
    assert.deepEqual(await worst({ channel: CHANNEL, thread: '7' }), [0.2, 0.4]);
    assert.equal((await figures().count({ channel: CHANNEL, thread: '8' }, ALWAYS)).predictions, 1);
  });

  it('list the most negative first, and none that more people call wrong than right', async () => {
    for (const probability of [0.3, 0.1, 0.4, 0.2]) await negative(probability);
    await vote(await negative(0.01), false);
    await add();
    assert.deepEqual(await worst(), [0.1, 0.2, 0.3]);
  });

  it('tell what was learnt: votes, corrections, and rules for here and for everywhere', async () => {
    const judged = await add();
    await vote(judged, true);
    await vote(judged, false, { voter: 'bob', correction: 'positive' });
    await vote(await add({ channel: '19:b' }), true);
    const rules = createBrandRuleStore(current());
    for (const channel of [CHANNEL, null, '19:b'])
      await rules.saveRule({ phrase: 'retard', label: 'negative', channel }, NOW);
    await rules.saveRule({ phrase: 'avion', label: 'neutral', channel: null }, NOW - DAY);
    const day = { since: NOW, until: NOW + DAY };
    assert.deepEqual((await figures().learnt(day))(CHANNEL), { votes: 2, corrections: 1, rules: 2 });
  });

  it('find the channels where much is written', async () => {
    await negative(0.1);
    await add();
    await add({ channel: '19:b' });
    await add({ channel: null });
    assert.deepEqual(await figures().busy(AROUND, 2), [
      { channel: CHANNEL, posts: 2, negative: 1, neutral: 0 },
    ]);
  });

  it('know the habit of an hour: four weeks of the same hour, and of every hour, without the last day', async () => {
    const ago = (milliseconds: number) => NOW - milliseconds;
    await negative(0.1, { createdAt: ago(HOUR / 2) });
    await negative(0.1, { createdAt: ago(23 * HOUR) });
    await negative(0.1, { createdAt: ago(DAY + HOUR / 2) });
    await add({ createdAt: ago(28 * DAY + HOUR / 2) });
    await add({ createdAt: ago(3 * DAY + 2 * HOUR) });
    await add({ createdAt: ago(28 * DAY + 2 * HOUR) });
    await add({ createdAt: ago(DAY + HOUR / 2), channel: '19:b' });
    assert.deepEqual(await figures().habit(CHANNEL, NOW), {
      sameHour: { posts: 2, negative: 1 },
      always: { posts: 3, negative: 1 },
    });
  });
});
