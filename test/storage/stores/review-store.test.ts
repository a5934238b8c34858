import assert from 'node:assert/strict';
import { UnknownPredictionError } from '../../../src/feedback/errors.ts';
import type { Correction, Prediction } from '../../../src/feedback/prediction.ts';
import type { Review } from '../../../src/feedback/review.ts';
import { createExampleStore } from '../../../src/storage/stores/example-store.ts';
import { createFeedbackStore } from '../../../src/storage/stores/feedback-store.ts';
import { createReviewStore } from '../../../src/storage/stores/review-store.ts';
import { prediction } from '../../feedback/verdicts.ts';
import { onBothDatabases } from '../databases.ts';

const ALWAYS = { since: 0, until: Number.MAX_SAFE_INTEGER };

onBothDatabases('The reviews', (current) => {
  const store = () => createReviewStore(current());
  const feedback = () => createFeedbackStore(current());

  /** @param corrections one 👎 each, with this label or none. */
  async function kept(changes: Partial<Prediction>, ...corrections: (Correction | null)[]) {
    const made = prediction(changes);
    await feedback().addPrediction(made);
    for (const [i, correction] of corrections.entries())
      await feedback().castVote(made.id, `person ${i}`, () => ({
        vote: { predictionId: made.id, voter: `person ${i}`, correct: false, correction, votedAt: 1 },
        trace: null,
      }));
    return made;
  }
  function review(predictionId: string, changes: Partial<Review> = {}): Promise<void> {
    const usual = { id: crypto.randomUUID(), label: 'neutral', reviewer: 'ann', reviewedAt: 5 } as const;
    return store().keep({ predictionId, ...usual, ...changes });
  }
  const waiting = async (...[kind, filter = {}, after, most = 10]: Partial<Parameters<Waiting>>) =>
    (await store().waiting(kind!, filter, after, most)).map(({ prediction: { id } }) => id);
  type Waiting = ReturnType<typeof store>['waiting'];

  it('of somebody who was forgotten meanwhile are not kept, but those that they give later are', async () => {
    const { id } = await kept({}, null);
    await feedback().forgetPerson(['ann'], 5);
    await review(id, { reviewedAt: 5 });
    assert.deepEqual(await waiting('disputed'), [id]);
    await review(id, { reviewedAt: 6 });
    assert.deepEqual(await waiting('disputed'), []);
  });

  it('are asked for what has a 👎 and a text, newest first, with who said what', async () => {
    const old = await kept({ createdAt: 1 }, 'negative', 'neutral', 'neutral', null);
    const young = await kept({ createdAt: 2 }, null);
    await kept({ createdAt: 3, text: null }, null);
    await kept({ createdAt: 4 });
    assert.deepEqual(await waiting('disputed'), [young.id, old.id]);
    const [, first] = await store().waiting('disputed', {}, undefined, 10);
    assert.deepEqual(first?.prediction, old);
    assert.deepEqual(first?.tally, { up: 0, down: 4 });
    assert.deepEqual(first?.corrections, { negative: 1, neutral: 2, positive: 0 });
  });

  it('are asked for what is uncertain unless it has a 👎, which is asked for once', async () => {
    const uncertain = await kept({ certain: false });
    const both = await kept({ certain: false }, null);
    assert.deepEqual(await waiting('uncertain'), [uncertain.id]);
    assert.deepEqual(await waiting('disputed'), [both.id]);
    assert.deepEqual(await store().countWaiting(100), { disputed: 1, uncertain: 1 });
  });

  it('are asked for page by page, each post once, also when many came in one moment', async () => {
    const made = await Promise.all(
      Array.from({ length: 7 }, (_, i) => kept({ createdAt: Math.floor(i / 4), certain: false })),
    );
    const seen: string[] = [];
    let after: { at: number; id: string } | undefined;
    for (;;) {
      const page = await store().waiting('uncertain', {}, after, 3);
      seen.push(...page.map(({ prediction: { id } }) => id));
      const last = page.at(-1)?.prediction;
      if (!last) break;
      after = { at: last.createdAt, id: last.id };
    }
    assert.equal(seen.length, 7);
    assert.deepEqual(new Set(seen), new Set(made.map(({ id }) => id)));
  });

  it('are asked for by door and by language, and counted no further than told', async () => {
    const teams = await kept({ door: 'teams', language: 'fr' }, null);
    const api = await kept({ door: 'api', language: 'en' }, null);
    assert.deepEqual(await waiting('disputed', { door: 'api' }), [api.id]);
    assert.deepEqual(await waiting('disputed', { language: 'fr' }), [teams.id]);
    assert.equal((await store().countWaiting(1)).disputed, 1);
  });

  it('take a post from the queue, and give it back when they are taken back', async () => {
    const { id } = await kept({}, null);
    await review(id);
    assert.deepEqual(await waiting('disputed'), []);
    await store().takeBack(id);
    assert.deepEqual(await waiting('disputed'), [id]);
  });

  it('replace one another, and what was said before is not lost', async () => {
    const { id } = await kept({}, null);
    await review(id, { label: 'neutral' });
    await review(id, { label: 'positive', reviewedAt: 6 });
    await store().takeBack(id);
    await review(id, { label: 'negative', reviewedAt: 7 });
    const [standing, ...others] = await store().reviewed(ALWAYS, undefined, 10);
    assert.equal(standing?.review.label, 'negative');
    assert.deepEqual(others, []);
    const rows = await current().db.selectFrom('reviews').select('label').orderBy('reviewed_at').execute();
    assert.deepEqual(
      rows.map(({ label }) => label),
      ['neutral', 'positive', 'negative'],
    );
  });

  it('are refused on what is unknown or has lost its text', async () => {
    const { id } = await kept({ text: null }, null);
    await assert.rejects(review(id), UnknownPredictionError);
    await assert.rejects(review(crypto.randomUUID()), UnknownPredictionError);
    await assert.rejects(store().takeBack(crypto.randomUUID()), UnknownPredictionError);
  });

  it('are examples, with and without votes, and are counted as what they are', async () => {
    const voted = await kept({ createdAt: 1 }, null);
    const both = await kept({ createdAt: 2 }, null);
    const alone = await kept({ createdAt: 3, certain: false });
    await kept({ createdAt: 4 });
    await review(both.id, { label: 'positive' });
    await review(alone.id, { label: 'neutral' });
    const found = [];
    for await (const chunk of createExampleStore(current()).votedPredictions(ALWAYS)) found.push(...chunk);
    assert.deepEqual(
      found.map(({ prediction: { id }, review: given }) => [id, given?.label]),
      [
        [voted.id, undefined],
        [both.id, 'positive'],
        [alone.id, 'neutral'],
      ],
    );
    assert.deepEqual(await store().countExport(ALWAYS), { examples: 3, reviewed: 2 });
    assert.deepEqual(await store().countExport({ since: 3, until: 4 }), { examples: 1, reviewed: 1 });
  });

  it('are listed newest first, page by page', async () => {
    const made = [await kept({}, null), await kept({}, null), await kept({}, null)];
    for (const [i, { id }] of made.entries()) await review(id, { reviewedAt: 10 + Math.floor(i / 2) });
    const first = await store().reviewed(ALWAYS, undefined, 2);
    const last = first.at(-1)!.review;
    const second = await store().reviewed(ALWAYS, { at: last.reviewedAt, id: last.id }, 2);
    const ids = [...first, ...second].map(({ prediction: { id } }) => id);
    assert.equal(ids[0], made[2]!.id);
    assert.deepEqual(new Set(ids), new Set(made.map(({ id }) => id)));
    assert.equal(second.length, 1);
  });

  it('keep the text of their post, go with their prediction, and are taken back with their reviewer', async () => {
    const mine = await kept({ certain: false, createdAt: 1 });
    const theirs = await kept({ certain: false, createdAt: 1 });
    await review(mine.id, { reviewer: 'ann' });
    await review(theirs.id, { reviewer: 'bob' });
    await review(theirs.id, { reviewer: 'ann' });
    assert.equal(await feedback().forgetUnvotedTexts(2), 0);
    assert.deepEqual(await feedback().forgetPerson(['ann']), { votes: 0, posts: 0, reviews: 2 });
    assert.deepEqual(new Set(await waiting('uncertain')), new Set([mine.id, theirs.id]));
    assert.equal(await feedback().deletePredictions(2), 2);
    assert.deepEqual(await current().db.selectFrom('reviews').selectAll().execute(), []);
  });
});
