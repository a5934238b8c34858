// The figures by topic that triggers keep are those that counting every prediction anew gives, whatever happens to predictions.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Prediction } from '../../../src/feedback/prediction.ts';
import type { Database } from '../../../src/storage/engine/database.ts';
import { createFeedbackStore } from '../../../src/storage/stores/feedback-store.ts';
import { sumTopics } from '../../../src/storage/stores/figures/topic-figures.ts';
import { foldFigures } from '../../../src/storage/stores/figures/upkeep.ts';
import { prediction } from '../../feedback/verdicts.ts';
import { onBothDatabases } from '../databases.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;
const NOON = Date.UTC(2026, 1, 27, 12);
const ALWAYS = { since: 0, until: Number.MAX_SAFE_INTEGER };
const TOPICS = [['baggage'], ['delay', 'staff'], [], ['baggage', 'refund'], undefined];

/** Of the predictions themselves. */
async function recount({ db }: Database, { since, until }: typeof ALWAYS) {
  const rows = await db.selectFrom('predictions').selectAll().execute();
  const groups = new Map<string, Record<string, number>>();
  for (const row of rows.filter(({ created_at: at }) => at >= since && at < until))
    for (const { name } of JSON.parse(row.topics ?? '[]') as { name: string }[]) {
      const group = groups.get(name) ?? {
        predictions: 0,
        negative: 0,
        neutral: 0,
        positive: 0,
        uncertain: 0,
        up: 0,
        down: 0,
      };
      group.predictions! += 1;
      group[row.label]! += 1;
      group.uncertain! += Number(!row.certain);
      group.up! += row.up;
      group.down! += row.down;
      groups.set(name, group);
    }
  return [...groups]
    .map(([group, counts]) => ({ group, ...counts }))
    .sort((a, b) => (a.group < b.group ? -1 : 1));
}

onBothDatabases('The figures of topics', (current) => {
  async function agree(periods = [ALWAYS]) {
    for (const period of periods)
      assert.deepEqual(await sumTopics(current(), period), await recount(current(), period));
  }

  async function fill(): Promise<Prediction[]> {
    const store = createFeedbackStore(current());
    const made = [0, 1, 7, 30, 59, 60, 61, 119, 120, 1500, 4400].map((minutes, i) =>
      prediction({
        createdAt: NOON + minutes * MINUTE,
        label: (['negative', 'neutral', 'positive'] as const)[i % 3]!,
        certain: i % 4 > 0,
        topics: TOPICS[i % TOPICS.length]?.map((name) => ({ name, probability: 0.75 })),
        author: i % 3 ? 'ann' : 'bob',
        origin: `teams:a/${i}`,
      }),
    );
    await Promise.all(made.map((each) => store.addPrediction(each)));
    return made;
  }

  const vote = (on: Prediction, voter: string, correct: boolean | null) =>
    createFeedbackStore(current()).castVote(on.id, voter, () => ({
      vote: correct === null ? null : { predictionId: on.id, voter, correct, correction: null, votedAt: 1 },
      trace: null,
    }));

  it('follow every change of a prediction', async () => {
    const store = createFeedbackStore(current());
    const made = await fill();
    await agree();
    for (const [n, correct] of [true, false, true].entries()) await vote(made[n]!, 'cleo', correct);
    await agree();
    await vote(made[0]!, 'cleo', false);
    await vote(made[1]!, 'cleo', null);
    await store.forgetPost(made[0]!.origin!);
    await store.forgetPerson(['ann']);
    await agree();
    await store.deletePredictions(NOON + 62 * MINUTE);
    await agree();
    await store.deletePredictions(NOON + 9000 * MINUTE);
    for (const table of ['prediction_topics', 'topic_figures'] as const)
      assert.deepEqual(await current().db.selectFrom(table).selectAll().execute(), [], table);
  });

  it('are the same for any period, also one that begins or ends within an hour', async function () {
    this.timeout(60_000);
    const made = await fill();
    for (const each of made.slice(0, 3)) await vote(each, 'cleo', true);
    const edges = [0, 1, 60, 90, 9999].map((each) => NOON + each * MINUTE);
    await agree(edges.flatMap((since) => edges.map((until) => ({ since, until }))));
  });

  it('stay the same when what waits is folded together, also while changes go on', async () => {
    const made = await fill();
    await Promise.all([
      ...made.map((each) => vote(each, 'cleo', true)),
      foldFigures(current()),
      foldFigures(current()),
    ]);
    await agree([ALWAYS, { since: NOON, until: NOON + HOUR }]);
    await foldFigures(current());
    await agree();
    const waiting = await current()
      .db.selectFrom('topic_figures')
      .selectAll()
      .where('slot', '>', 0)
      .execute();
    assert.deepEqual(waiting, []);
  });

  it('are counted once where a prediction comes a second time', async () => {
    const store = createFeedbackStore(current());
    const made = prediction({ id: randomUUID(), topics: [{ name: 'food', probability: 0.9 }] });
    await store.addPrediction(made);
    await store.addPrediction(made);
    assert.deepEqual(
      (await sumTopics(current(), ALWAYS)).map(({ group, predictions }) => [group, predictions]),
      [['food', 1]],
    );
  });

  it('read a prediction back as it was judged, one of before topics included', async () => {
    const store = createFeedbackStore(current());
    const said = { topics: [{ name: 'food', probability: 0.9 }], act: 'praise', needsAnswer: 0.04 } as const;
    const judged = prediction(said);
    const none = prediction({ topics: [], act: 'information', needsAnswer: 0 });
    const before = prediction();
    for (const each of [judged, none, before]) {
      await store.addPrediction(each);
      assert.deepEqual(await store.findPrediction(each.id), each);
    }
  });
});
