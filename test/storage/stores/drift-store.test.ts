import assert from 'node:assert/strict';
import { profileOf } from '../../../src/drift/profile.ts';
import { scoresOf } from '../../../src/sentiment/verdict.ts';
import { createDriftStore } from '../../../src/storage/stores/drift-store.ts';
import { createFeedbackStore } from '../../../src/storage/stores/feedback-store.ts';
import { castVotes } from '../../alert/votes.ts';
import { posts } from '../../drift/posts.ts';
import { prediction, verdict } from '../../feedback/verdicts.ts';
import { onBothDatabases } from '../databases.ts';

const OWN = { label: 'positive', scores: scoresOf(0.93, 0), probability: 0.93, certain: true } as const;
const READING = { pieces: 7, unknown: 1, surprise: 9.25 };
const { model } = verdict;

onBothDatabases('The store of drift', (current) => {
  const store = () => createDriftStore(current());
  const add = (...changes: Parameters<typeof prediction>[0][]) => {
    const feedback = createFeedbackStore(current()); // one: it writes what comes at once in one commit
    return Promise.all(changes.map((each) => feedback.addPrediction(prediction(each))));
  };

  it('gives the newest posts of a model, newest first, with their reading and votes', async () => {
    await add(
      { createdAt: 10 },
      { createdAt: 20, reading: READING },
      { createdAt: 40, model: 'b'.repeat(12) },
    );
    await castVotes(current(), [50], { on: prediction({ createdAt: 30, language: 'en' }) });
    const found = await store().newestJudged(model, 20, 5);
    assert.deepEqual(found, [
      { ...OWN, createdAt: 30, language: 'en', up: 0, down: 1 },
      { ...OWN, createdAt: 20, language: 'fr', reading: READING, up: 0, down: 0 },
    ]);
    assert.equal((await store().newestJudged(model, 0, 1)).length, 1);
  });

  it('gives what the model said where brand rules decided, and leaves votes on the rules out', async () => {
    const own = { label: 'negative', scores: scoresOf(0.2, 0.3), probability: 0.2, certain: false } as const;
    await castVotes(current(), [50], {
      on: prediction({ probability: 1, brand: { rules: [{ phrase: 'paradis', label: 'positive' }], own } }),
    });
    const [found] = await store().newestJudged(model, 0, 1);
    assert.deepEqual([found?.probability, found?.certain, found?.down], [0.2, false, 0]);
  });

  it('gives every post of a period once, many of one moment too', async () => {
    await add({ createdAt: 9 }, ...Array.from({ length: 1203 }, () => ({ createdAt: 10 })), {
      createdAt: 20,
    });
    let found = 0;
    for await (const chunk of store().judgedIn(model, { since: 10, until: 20 })) found += chunk.length;
    assert.equal(found, 1203);
  });

  it('keeps what a day looked like, in place of what was counted before', async () => {
    await store().keepDay(model, { day: 100, countedAt: 1, profile: profileOf(posts(3)) });
    await store().keepDay(model, { day: 50, countedAt: 2, profile: {} });
    await store().keepDay('other', { day: 100, countedAt: 2, profile: {} });
    const recounted = { day: 100, countedAt: 2, profile: profileOf(posts(4)) };
    await store().keepDay(model, recounted);
    assert.deepEqual(await store().countedDays(model, 100), [recounted]);
    assert.deepEqual(
      (await store().countedDays(model, 0)).map(({ day }) => day),
      [50, 100],
    );
  });
});
