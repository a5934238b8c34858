import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createWindows, TEAMS_LIMITS } from '../../../src/bot/outbox/limits.ts';

describe('The windows of a limit', () => {
  it('let as many calls through as are allowed, and tell when the next one may come', () => {
    const windows = createWindows([{ most: 2, milliseconds: 1000 }], 0);
    assert.equal(windows.next('a', 5000), 5000);
    windows.count('a', 5000);
    windows.count('a', 5400);
    assert.equal(windows.next('a', 5500), 6000);
    assert.equal(windows.next('a', 6000), 6000);
    windows.count('a', 6000);
    assert.equal(windows.next('a', 6100), 6400);
  });

  it('count each key for itself', () => {
    const windows = createWindows([{ most: 1, milliseconds: 1000 }], 0);
    windows.count('a', 0);
    assert.equal(windows.next('b', 0), 0);
  });

  it('hold every limit of Teams, however calls come', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(gaps, (waits) => {
        const windows = createWindows(TEAMS_LIMITS.thread);
        const made: number[] = [];
        let now = 0;
        for (const wait of waits) {
          now = windows.next('a', now + wait);
          windows.count('a', now);
          made.push(now);
        }
        for (const { most, milliseconds } of TEAMS_LIMITS.thread)
          for (let i = most; i < made.length; i++) assert.ok(made[i]! - made[i - most]! >= milliseconds);
      }),
    );
  });

  it('forget those who have been quiet, when there are many', () => {
    const windows = createWindows(TEAMS_LIMITS.thread);
    for (let i = 0; i < 7; i++) windows.count('busy', 1_000_000 + i);
    for (let i = 0; i < 9_999; i++) windows.count(`quiet ${i}`, 0);
    assert.ok(windows.next('busy', 1_000_100) > 1_000_100);
  });
});
