import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findBursts } from '../../src/alert/burst.ts';
import { isIncidentOpen, type Span } from '../../src/alert/incident.ts';

const MINUTE = 60_000;
const rule = { count: 3, window: 5 * MINUTE };
const minutes = (...times: number[]) => times.map((time) => time * MINUTE);
const span = (first: number, last: number): Span => ({ firstAt: first * MINUTE, lastAt: last * MINUTE });

describe('The rule of bursts', () => {
  it('finds three 👎 that lie exactly 300.000 s apart, and none at 300.001 s', () => {
    assert.deepEqual(findBursts([0, 1, 300_000], rule), [{ firstAt: 0, lastAt: 300_000 }]);
    assert.deepEqual(findBursts([0, 1, 300_001], rule), []);
  });

  it('finds them at any place among others', () => {
    assert.deepEqual(findBursts(minutes(0, 30, 31, 32, 50), rule), [span(30, 32)]);
    assert.deepEqual(findBursts(minutes(0, 8, 10, 12), rule), [span(8, 12)]);
  });

  it('finds them in whatever order they arrive', () => {
    assert.deepEqual(findBursts(minutes(31, 0, 33, 50, 32), rule), [span(31, 33)]);
  });

  it('takes as many as it is told to', () => {
    assert.deepEqual(findBursts(minutes(0, 1, 2), { ...rule, count: 4 }), []);
    assert.deepEqual(findBursts(minutes(7), { ...rule, count: 1 }), [span(7, 7)]);
  });

  it('makes one incident of a burst that goes on, however long', () => {
    assert.deepEqual(findBursts(minutes(0, 1, 2, 7, 12, 17), rule), [span(0, 17)]);
  });

  it('makes another after a quiet window, and only of a new burst', () => {
    assert.deepEqual(findBursts(minutes(0, 1, 2, 7.1, 8), rule), [span(0, 2)]);
    assert.deepEqual(findBursts(minutes(0, 1, 2, 7.1, 8, 9), rule), [span(0, 2), span(7.1, 9)]);
  });

  it('goes on with the incident that was there before', () => {
    assert.deepEqual(findBursts(minutes(7), rule, [span(0, 2)]), [span(0, 7)]);
    assert.deepEqual(findBursts(minutes(8), rule, [span(0, 2)]), [span(0, 2)]);
  });

  it('agrees on 1,000 random histories with looking at every three 👎', () => {
    const time = fc.integer({ min: 0, max: 40 * MINUTE });
    fc.assert(
      fc.property(fc.array(time, { maxLength: 25 }), (times) => {
        assert.equal(findBursts(times, rule).length > 0, anyThreeWithin(times, rule.window));
      }),
      { numRuns: 1000 },
    );
  });

  it('comes to the same incidents however a history is cut into looks', () => {
    const gap = fc.integer({ min: 0, max: 6 * MINUTE });
    fc.assert(
      fc.property(fc.array(gap, { maxLength: 30 }), fc.nat({ max: 30 }), (gaps, cut) => {
        let now = 0;
        const times = gaps.map((each) => (now += each));
        const before = findBursts(times.slice(0, cut), rule);
        assert.deepEqual(findBursts(times, rule, before), findBursts(times, rule));
        const last = before.at(-1);
        const again = times.filter((at) => !last || at > last.lastAt);
        assert.deepEqual(findBursts(again, rule, before), findBursts(times, rule));
      }),
      { numRuns: 1000 },
    );
  });
});

/** The rule word for word: some three 👎 of which the first and the last lie within the window. */
function anyThreeWithin(times: readonly number[], window: number): boolean {
  return times.some((a, i) =>
    times.some(
      (b, j) => j > i && times.some((c, k) => k > j && Math.max(a, b, c) - Math.min(a, b, c) <= window),
    ),
  );
}

describe('An incident', () => {
  it('is over once a whole window was quiet', () => {
    assert.equal(isIncidentOpen(span(0, 2), rule.window, 7 * MINUTE), true);
    assert.equal(isIncidentOpen(span(0, 2), rule.window, 7 * MINUTE + 1), false);
  });
});
