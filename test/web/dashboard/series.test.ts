import assert from 'node:assert/strict';
import type { Figures } from '../../../src/web/api.ts';
import { beginOf, endOfScale, peakOf, pointsOf } from '../../../src/web/dashboard/series.ts';

const NOW = Date.parse('2026-11-22T08:40:00Z');

function figures(changes: Partial<Figures> = {}): Figures {
  return {
    predictions: 4,
    negative: 1,
    neutral: 0,
    positive: 3,
    negative_share: 0.25,
    uncertain: 0,
    votes: { up: 0, down: 0 },
    bad_rate: null,
    ...changes,
  };
}

describe('A period of the dashboard', () => {
  for (const [period, begin] of [
    ['day', '2026-11-21T09:00:00.000Z'],
    ['week', '2026-11-16T00:00:00.000Z'],
    ['month', '2026-10-24T00:00:00.000Z'],
  ] as const)
    it(`of a ${period} begins with a whole hour or day and ends with the one of now`, () => {
      assert.equal(new Date(beginOf(period, NOW)).toISOString(), begin);
      const points = pointsOf([], period, beginOf(period, NOW));
      const step = points[1]!.at - points[0]!.at;
      assert.ok(points.at(-1)!.at <= NOW && NOW < points.at(-1)!.at + step);
    });

  it('has a point for every day, also for those without a verdict', () => {
    const since = beginOf('week', NOW);
    const points = pointsOf([{ group: '2026-11-18T00:00:00.000Z', figures: figures() }], 'week', since);
    assert.deepEqual(
      points.map(({ figures: found }) => found?.predictions ?? 0),
      [0, 0, 4, 0, 0, 0, 0],
    );
  });
});

describe('peakOf', () => {
  const points = [
    { at: 1, figures: figures({ bad_rate: 0.2 }) },
    { at: 2, figures: null },
    { at: 3, figures: figures({ bad_rate: 0.5 }) },
    { at: 4, figures: figures() },
  ];

  it('finds where a value is largest, past points that have none', () => {
    assert.deepEqual(
      peakOf(points, ({ bad_rate }) => bad_rate),
      { at: 3, value: 0.5 },
    );
  });

  it('finds nothing where no point has the value', () => {
    assert.equal(
      peakOf([points[1]!, points[3]!], ({ bad_rate }) => bad_rate),
      undefined,
    );
  });
});

describe('endOfScale', () => {
  it('is where the largest value is, however far beyond the threshold', () => {
    assert.equal(endOfScale([0.02, 2.03, null], 0.1), 2.03);
    assert.equal(endOfScale([0.02, null], 0.1), 0.2);
    assert.equal(endOfScale([], 0.1), 0.2);
  });
});
