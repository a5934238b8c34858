import assert from 'node:assert/strict';
import type { VotedPrediction } from '../../../src/feedback/examples.ts';
import type { Prediction } from '../../../src/feedback/prediction.ts';
import { createExampleStore } from '../../../src/storage/stores/example-store.ts';
import { createFeedbackStore } from '../../../src/storage/stores/feedback-store.ts';
import { prediction } from '../../feedback/verdicts.ts';
import { onBothDatabases } from '../databases.ts';

onBothDatabases('The examples', (current) => {
  async function voted(changes: Partial<Prediction>, ...voters: string[]) {
    const store = createFeedbackStore(current());
    const made = prediction(changes);
    await store.addPrediction(made);
    for (const [i, voter] of voters.entries())
      await store.castVote(made.id, voter, () => ({
        vote: { predictionId: made.id, voter, correct: false, correction: 'neutral', votedAt: 10 - i },
        trace: null,
      }));
    return made;
  }
  async function all(since = 0, until = Number.MAX_SAFE_INTEGER) {
    const found: VotedPrediction[] = [];
    const sizes: number[] = [];
    for await (const chunk of createExampleStore(current()).votedPredictions({ since, until })) {
      found.push(...chunk);
      sizes.push(chunk.length);
    }
    return { found, sizes };
  }

  it('are predictions with a text and a vote, oldest first, with all their votes in the order of time', async () => {
    const late = await voted({ createdAt: 9 }, 'ann', 'bob');
    const early = await voted({ createdAt: 8 }, 'ann');
    await voted({ createdAt: 7 });
    await voted({ createdAt: 7, text: null }, 'ann');
    const { found } = await all();
    assert.deepEqual(
      found.map(({ prediction }) => prediction),
      [early, late],
    );
    assert.deepEqual(
      found[1]!.votes.map(({ voter, correction, votedAt }) => [voter, correction, votedAt]),
      [
        ['bob', 'neutral', 9],
        ['ann', 'neutral', 10],
      ],
    );
  });

  it('are those of the period, its begin included and its end not', async () => {
    for (const createdAt of [4, 5, 6]) await voted({ createdAt }, 'ann');
    const { found } = await all(5, 6);
    assert.deepEqual(
      found.map(({ prediction }) => prediction.createdAt),
      [5],
    );
  });

  it('come in chunks of bounded size, each once, also when many were made in one moment', async function () {
    this.timeout(60_000);
    const made: Prediction[] = [];
    // Not all at once, which would be more than a busy server lets wait for a connection.
    for (let first = 0; first < 450; first += 50)
      made.push(
        ...(await Promise.all(
          Array.from({ length: 50 }, (_, i) => voted({ createdAt: Math.floor((first + i) / 300) }, 'ann')),
        )),
      );
    const { found, sizes } = await all();
    assert.deepEqual(sizes, [200, 200, 50]);
    assert.deepEqual(
      new Set(found.map(({ prediction }) => prediction.id)),
      new Set(made.map(({ id }) => id)),
    );
  });

  it('are none where nobody voted', async () => {
    assert.deepEqual(await all(), { found: [], sizes: [] });
  });
});
