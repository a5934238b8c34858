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

  it('forget whoever has called nobody for longer than any limit lasts', () => {
    const windows = createWindows([{ most: 3, milliseconds: 1000 }], 0);
    for (let i = 0; i < 50; i++) windows.count(`quiet ${i}`, 0);
    for (let i = 0; i < 100; i++) windows.count('busy', 2000 + i);
    assert.equal(windows.size, 1);
    assert.ok(windows.next('busy', 2100) > 2100);
  });

  it('forget calls to which no limit looks back, of who never stops calling too', () => {
    const windows = createWindows([{ most: 1000, milliseconds: 1000 }], 0);
    for (let call = 0; call < 5000; call++) windows.count('busy', call * 100);
    assert.equal(windows.held, 11);
  });

  it('fill no memory, however many are called and however often, and forget the least recent first', () => {
    const windows = createWindows(TEAMS_LIMITS.thread);
    const now = 30_000 * 3 * 33;
    for (let call = 0; call < 30_000 * 3; call++)
      windows.count(`thread ${Math.floor(call / 3)}`, (call + 1) * 33);
    assert.equal(windows.size, 10_000);
    for (let call = 0; call < 7; call++) windows.count('thread 29999', now);
    assert.ok(windows.next('thread 29999', now) > now);
    for (let call = 0; call < 10_000; call++) windows.count('thread 29999', now);
    assert.equal(windows.size, 10_000);
  });
});
