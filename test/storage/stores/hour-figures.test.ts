// The figures that triggers keep are those that counting every prediction anew gives, whatever happens to predictions.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Prediction } from '../../../src/feedback/prediction.ts';
import { PARTITIONS } from '../../../src/feedback/statistics.ts';
import type { Database } from '../../../src/storage/engine/database.ts';
import { createFeedbackStore } from '../../../src/storage/stores/feedback-store.ts';
import { sumFigures } from '../../../src/storage/stores/figures/hour-figures.ts';
import { foldFigures } from '../../../src/storage/stores/figures/upkeep.ts';
import { createReviewStore } from '../../../src/storage/stores/review-store.ts';
import { prediction } from '../../feedback/verdicts.ts';
import { onBothDatabases } from '../databases.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;
const NOON = Date.UTC(2026, 1, 27, 12);
const ALWAYS = { since: 0, until: Number.MAX_SAFE_INTEGER };

/** Of the predictions themselves. */
async function recount({ db }: Database, { since, until }: typeof ALWAYS) {
  const rows = await db
    .selectFrom('predictions')
    .selectAll()
    .where('created_at', '>=', since)
    .where('created_at', '<', until)
    .execute();
  const count = (is: (row: (typeof rows)[number]) => unknown) => rows.filter(is).length;
  const example = ({ text, up, down, review }: (typeof rows)[number]) =>
    text !== null && (up > 0 || down > 0 || review !== null);
  return {
    predictions: rows.length,
    negative: count(({ label }) => label === 'negative'),
    neutral: count(({ label }) => label === 'neutral'),
    positive: count(({ label }) => label === 'positive'),
    uncertain: count(({ certain }) => !certain),
    up: rows.reduce((sum, row) => sum + row.up, 0),
    down: rows.reduce((sum, row) => sum + row.down, 0),
    examples: count(example),
    reviewed: count((row) => example(row) && row.review !== null),
  };
}

onBothDatabases('The figures of hours', (current) => {
  async function agree(periods = [ALWAYS]) {
    for (const period of periods) {
      const expected = await recount(current(), period);
      for (const by of [undefined, ...PARTITIONS]) {
        const groups = await sumFigures(current(), period, by);
        const sums = Object.fromEntries(
          Object.keys(expected).map((name) => [
            name,
            groups.reduce((sum, group) => sum + group[name as keyof typeof expected], 0),
          ]),
        );
        assert.deepEqual(sums, expected, `by ${by}`);
      }
    }
  }

  /** Predictions of some hours and kinds, some of them by one author. */
  async function fill(): Promise<Prediction[]> {
    const store = createFeedbackStore(current());
    const made = [0, 1, 7, 30, 59, 60, 61, 119, 120, 1500, 4400].map((minutes, i) =>
      prediction({
        createdAt: NOON + minutes * MINUTE,
        label: (['negative', 'neutral', 'positive'] as const)[i % 3]!,
        certain: i % 4 > 0,
        language: i % 2 ? 'fr' : 'en',
        door: i % 5 ? 'teams' : 'api',
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
  const review = (on: Prediction, reviewer = 'rita') =>
    createReviewStore(current()).keep({
      id: randomUUID(),
      predictionId: on.id,
      label: 'negative',
      reviewer,
      reviewedAt: 1,
    });

  it('follow every change of a prediction', async () => {
    const store = createFeedbackStore(current());
    const made = await fill();
    await agree();
    await vote(made[0]!, 'cleo', true);
    await vote(made[0]!, 'dan', false);
    await vote(made[1]!, 'cleo', false);
    await vote(made[2]!, 'dan', true);
    await agree();
    await vote(made[0]!, 'cleo', false);
    await vote(made[2]!, 'dan', null);
    await review(made[3]!);
    await review(made[0]!);
    await agree();
    await review(made[3]!, 'rob');
    await createReviewStore(current()).takeBack(made[0]!.id);
    await store.forgetPost(made[0]!.origin!);
    await store.forgetEarlier(made[1]!.origin!, 'another');
    await agree();
    await store.forgetPerson(['dan', 'ann', 'rob']);
    await agree();
    await store.deletePredictions(NOON + 62 * MINUTE);
    await agree();
    await store.deletePredictions(NOON + 9000 * MINUTE);
    await agree();
    const left = await current().db.selectFrom('figures').selectAll().execute();
    assert.deepEqual(left, [], 'nothing is kept of hours without predictions');
  });

  it('are the same for any period, also one that begins or ends within an hour', async function () {
    this.timeout(60_000);
    const [first, second, third] = await fill();
    for (const each of [first, second, third]) await vote(each!, 'cleo', true);
    const edges = [0, 1, 60, 90, 9999].map((each) => NOON + each * MINUTE);
    await agree(edges.flatMap((since) => edges.map((until) => ({ since, until }))));
  });

  it('stay the same when what waits is folded together', async () => {
    const made = await fill();
    for (const each of made) await vote(each, 'cleo', false);
    const before = await sumFigures(current(), ALWAYS, 'hour');
    await foldFigures(current());
    assert.deepEqual(await sumFigures(current(), ALWAYS, 'hour'), before);
    const { waiting } = await current()
      .db.selectFrom('figures')
      .select(sql<number>`count(*)`.as('waiting'))
      .where('slot', '>', 0)
      .executeTakeFirstOrThrow();
    assert.equal(Number(waiting), 0);
    await vote(made[0]!, 'cleo', true);
    await agree();
  });

  it('are counted once where a prediction comes a second time', async () => {
    const store = createFeedbackStore(current());
    const made = prediction();
    await store.addPrediction(made);
    await store.addPrediction(made);
    const [all] = await sumFigures(current(), ALWAYS);
    assert.equal(all?.predictions, 1);
  });

  it('count with hours whose changes go on meanwhile', async () => {
    const made = await fill();
    await Promise.all([
      ...made.map((each) => vote(each, 'cleo', true)),
      ...made.map((each) => vote(each, 'dan', false)),
      foldFigures(current()),
      foldFigures(current()),
    ]);
    await agree([ALWAYS, { since: NOON, until: NOON + HOUR }]);
  });

  it('find nothing in an empty store', async () => {
    assert.deepEqual(await sumFigures(current(), ALWAYS, 'day'), []);
  });
});
