import assert from 'node:assert/strict';
import type { Prediction } from '../../../src/feedback/prediction.ts';
import { createFeedbackStore } from '../../../src/storage/stores/feedback-store.ts';
import { createStatistics } from '../../../src/storage/stores/statistics-store.ts';
import { prediction } from '../../feedback/verdicts.ts';
import { onBothDatabases } from '../databases.ts';

const HOUR = 3_600_000;
const MIDNIGHT = Date.UTC(2026, 10, 22);

onBothDatabases('The statistics', (current) => {
  async function kept(changes: Partial<Prediction>, ...votes: boolean[]) {
    const store = createFeedbackStore(current());
    const made = prediction(changes);
    await store.addPrediction(made);
    for (const [i, correct] of votes.entries())
      await store.castVote(made.id, `person ${i}`, (earlier) => ({
        vote: earlier ?? {
          predictionId: made.id,
          voter: `person ${i}`,
          correct,
          correction: null,
          votedAt: 1,
        },
        trace: null,
      }));
  }
  const count = (...args: Parameters<ReturnType<typeof createStatistics>['count']>) =>
    createStatistics(current()).count(...args);
  const always = { since: 0, until: Number.MAX_SAFE_INTEGER };

  beforeEach(async () => {
    await kept({ createdAt: MIDNIGHT, label: 'negative', door: 'teams', language: 'fr' }, true, false, false);
    await kept({ createdAt: MIDNIGHT + HOUR - 1, certain: false, door: 'api', language: 'en' }, true);
    await kept({ createdAt: MIDNIGHT + HOUR, door: 'api', language: 'fr' });
    await kept({
      createdAt: MIDNIGHT + 24 * HOUR,
      label: 'negative',
      door: 'api',
      language: 'fr',
      model: 'b',
    });
  });

  it('count verdicts and votes by channel, over whatever time, and leave out what belongs to none', async () => {
    await kept({ createdAt: MIDNIGHT, channel: 'b', label: 'negative' }, false);
    await kept({ createdAt: MIDNIGHT + 30 * HOUR, channel: 'b', certain: false }, true, false);
    await kept({ createdAt: MIDNIGHT + HOUR, channel: 'a' });
    const statistics = createStatistics(current());
    const b = {
      group: 'b',
      predictions: 2,
      negative: 1,
      neutral: 0,
      positive: 1,
      uncertain: 1,
      up: 1,
      down: 2,
    };
    const a = {
      group: 'a',
      predictions: 1,
      negative: 0,
      neutral: 0,
      positive: 1,
      uncertain: 0,
      up: 0,
      down: 0,
    };
    assert.deepEqual(await statistics.countChannels(always), [a, b]);
    assert.deepEqual(
      await statistics.countChannels({ since: MIDNIGHT + HOUR, until: MIDNIGHT + 30 * HOUR }),
      [a],
      'the end is not included',
    );
    assert.deepEqual(await statistics.countChannels({ since: 0, until: 1 }), []);
  });

  it('count verdicts and votes by the hour in which the post was judged', async () => {
    assert.deepEqual(await count(always, 'hour'), [
      { group: MIDNIGHT, predictions: 2, negative: 1, neutral: 0, positive: 1, uncertain: 1, up: 2, down: 2 },
      {
        group: MIDNIGHT + HOUR,
        predictions: 1,
        negative: 0,
        neutral: 0,
        positive: 1,
        uncertain: 0,
        up: 0,
        down: 0,
      },
      {
        group: MIDNIGHT + 24 * HOUR,
        predictions: 1,
        negative: 1,
        neutral: 0,
        positive: 0,
        uncertain: 0,
        up: 0,
        down: 0,
      },
    ]);
  });

  for (const [by, groups] of [
    [
      'day',
      [
        [MIDNIGHT, 3],
        [MIDNIGHT + 24 * HOUR, 1],
      ],
    ],
    [
      'door',
      [
        ['api', 3],
        ['teams', 1],
      ],
    ],
    [
      'language',
      [
        ['en', 1],
        ['fr', 3],
      ],
    ],
    [
      'model',
      [
        ['a1b2c3d4e5f6', 3],
        ['b', 1],
      ],
    ],
  ] as const)
    it(`count by ${by}`, async () => {
      const counted = await count(always, by);
      assert.deepEqual(
        counted.map(({ group, predictions }) => [group, predictions]),
        groups,
      );
    });

  it('look at the period only, its begin included and its end not', async () => {
    const [group, ...others] = await count({ since: MIDNIGHT + HOUR, until: MIDNIGHT + 24 * HOUR }, 'door');
    assert.equal(group?.predictions, 1);
    assert.deepEqual(others, []);
    assert.deepEqual(await count({ since: 5, until: 5 }, 'day'), []);
  });
});
