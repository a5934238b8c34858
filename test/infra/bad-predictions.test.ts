import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { findBursts } from '../../src/alert/burst.ts';
import { BAD_PREDICTION, GOOD_PREDICTION } from '../../src/feedback/trace.ts';
import { alertCases, type TraceRow } from '../fixtures/alert-cases.ts';
import { prepareKql, type Row } from './kql.ts';

const WINDOW = 300_000;
const bursts = prepareKql(readFileSync(new URL('../../infra/bad-predictions.kql', import.meta.url), 'utf8'));

/** The query that the reference system's alert was made of. */
const lastThree = prepareKql(`
  traces
  | where message contains "Mauvaise prédiction"
  | order by timestamp desc
  | take 3
  | extend n_2_timestamp = prev(timestamp, 2)
  | extend time_diff_minutes = datetime_diff('minute', n_2_timestamp, timestamp)
  | where time_diff_minutes <= 5`);

const itemOf = ({ itemId }: TraceRow, index: number) => itemId ?? `item ${index}`;

/** The rows as Application Insights has them. */
const inAzure = (rows: readonly TraceRow[]): { traces: Row[] } => ({
  traces: rows.map((row, index) => ({
    timestamp: Date.parse(row.timestamp),
    message: row.message,
    itemId: itemOf(row, index),
    customDimensions: row.vote === undefined ? {} : { vote: row.vote },
  })),
});

/** The rows as the store has them: one 👎 per person and prediction, when it was given last. */
function inStore(rows: readonly TraceRow[]): number[] {
  const votes = new Map<string, number>();
  for (const [index, row] of rows.entries()) {
    if (!row.message.toLowerCase().includes(BAD_PREDICTION.toLowerCase())) continue;
    const vote = row.vote ?? itemOf(row, index);
    votes.set(vote, Math.max(votes.get(vote) ?? 0, Date.parse(row.timestamp)));
  }
  return [...votes.values()];
}

const local = (rows: readonly TraceRow[]) =>
  findBursts(inStore(rows), { count: 3, window: WINDOW }).length > 0;
const azure = (rows: readonly TraceRow[]) => bursts(inAzure(rows)).length > 0;

describe('The alert on bad predictions', () => {
  for (const { name, expect, rows } of alertCases) {
    it(`${expect === 'fire' ? 'fires' : 'is quiet'} here and in Azure: ${name}`, () => {
      assert.equal(local(rows), expect === 'fire');
      assert.equal(azure(rows), expect === 'fire');
    });
  }

  it('is the same here, in Azure and word for word on 1,000 random histories', () => {
    const trace = fc.record({
      second: fc.integer({ min: 0, max: 1800 }),
      message: fc.constantFrom(BAD_PREDICTION, BAD_PREDICTION, BAD_PREDICTION, GOOD_PREDICTION),
      vote: fc.option(fc.constantFrom('v1', 'v2', 'v3', 'v4'), { nil: undefined, freq: 1 }),
      itemId: fc.option(fc.constantFrom('a', 'b', 'c'), { nil: undefined, freq: 1 }),
    });
    let fired = 0;
    fc.assert(
      fc.property(fc.array(trace, { maxLength: 14 }), (traces) => {
        const rows = traces.map(
          ({ second, message, vote, itemId }): TraceRow => ({
            timestamp: new Date(second * 1000).toISOString(),
            message,
            // An item is one trace: of one message, one vote.
            ...(itemId ? { itemId: `${itemId} ${message}` } : vote && { vote }),
          }),
        );
        const expected = anyThreeWithin(inStore(rows), WINDOW);
        fired += Number(expected);
        assert.equal(local(rows), expected);
        assert.equal(azure(rows), expected);
      }),
      { numRuns: 1000, seed: 7 },
    );
    assert.ok(fired > 100 && fired < 900, `${fired} of the histories fire: they say little`);
  });

  it('is not the query that looks at the last three only, and counts boundaries of minutes', () => {
    const wrong = alertCases.filter(
      ({ expect, rows }) => lastThree(inAzure(rows)).length > 0 !== (expect === 'fire'),
    );
    assert.deepEqual(
      wrong.map(({ name }) => name),
      [
        'three within a minute and a half, a fourth a quarter of an hour later',
        'three in 300.001 s',
        'three in 359 s, which are five boundaries of a minute',
        'three between two that stand alone',
        'other letter case, words before and after',
        '5,000 in a row, each 2 min 31 s after the one before',
        'three that arrive out of order',
        'one item delivered twice',
        'one person who takes the same side on the same prediction again and again',
        'that person and one more',
      ],
    );
  });
});

/** The rule word for word: some three 👎 of which the first and the last lie within the window. */
function anyThreeWithin(times: readonly number[], window: number): boolean {
  return times.some((a, i) =>
    times.some((b, j) =>
      times.some((c, k) => i < j && j < k && Math.max(a, b, c) - Math.min(a, b, c) <= window),
    ),
  );
}
