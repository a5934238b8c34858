import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { GROUPINGS } from '../../../src/feedback/statistics.ts';
import { countByDay } from '../../../src/storage/stores/count-by-day.ts';
import { createFeedbackStore } from '../../../src/storage/stores/feedback-store.ts';
import { createStatistics } from '../../../src/storage/stores/statistics-store.ts';
import { prediction } from '../../feedback/verdicts.ts';
import { onBothDatabases } from '../databases.ts';

const HOUR = 3_600_000;
const NOON = Date.UTC(2026, 1, 27, 12);

onBothDatabases('Counting by day', (current) => {
  it('gives what counting at once gives, whatever the grouping and the period', async () => {
    const store = createFeedbackStore(current());
    const hours = [0, 1, 11, 12, 13, 30, 36, 59, 60, 200];
    for (const [index, hour] of hours.entries())
      await store.addPrediction(
        prediction({
          id: randomUUID(),
          createdAt: NOON + hour * HOUR,
          label: index % 3 ? 'negative' : 'positive',
          language: index % 2 ? 'fr' : 'en',
          certain: index % 4 > 0,
        }),
      );
    const atOnce = createStatistics(current());
    const byDay = countByDay(atOnce, current());
    const periods = [
      { since: 0, until: 8.64e15 },
      { since: NOON + HOUR, until: NOON + 60 * HOUR },
      { since: NOON + 300 * HOUR, until: 8.64e15 },
      { since: NOON, until: NOON },
    ];
    for (const period of periods)
      for (const by of GROUPINGS)
        assert.deepEqual(await byDay.count(period, by), await atOnce.count(period, by), by);
  });

  it('finds nothing in an empty store', async () => {
    const byDay = countByDay(createStatistics(current()), current());
    assert.deepEqual(await byDay.count({ since: 0, until: 8.64e15 }, 'day'), []);
  });
});
