import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createWindows, TEAMS_LIMITS, type Windows } from '../../../src/bot/outbox/limits.ts';

/** A call that arrives when it is made. */
function call(windows: Windows, key: string, now: number) {
  windows.begin(key);
  windows.end(key, now);
}

describe('The windows of a limit', () => {
  it('let as many calls through as are allowed, and tell when the next one may come', () => {
    const windows = createWindows([{ most: 2, milliseconds: 1000 }], 0);
    assert.equal(windows.next('a', 5000), 5000);
    call(windows, 'a', 5000);
    call(windows, 'a', 5400);
    assert.equal(windows.next('a', 5500), 6000);
    assert.equal(windows.next('a', 6000), 6000);
    call(windows, 'a', 6000);
    assert.equal(windows.next('a', 6100), 6400);
  });

  it('count each key for itself', () => {
    const windows = createWindows([{ most: 1, milliseconds: 1000 }], 0);
    call(windows, 'a', 0);
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
          call(windows, 'a', now);
          made.push(now);
        }
        for (const { most, milliseconds } of TEAMS_LIMITS.thread)
          for (let i = most; i < made.length; i++) assert.ok(made[i]! - made[i - most]! >= milliseconds);
      }),
    );
  });

  it('hold however long each call takes to arrive', () => {
    const moments = fc.array(fc.record({ wait: fc.nat(80), road: fc.nat(400), back: fc.nat(400) }), {
      minLength: 40,
      maxLength: 120,
    });
    fc.assert(
      fc.property(moments, (all) => {
        const [limit] = TEAMS_LIMITS.tenant;
        const windows = createWindows(TEAMS_LIMITS.tenant);
        const arrived: number[] = [];
        let underWay: number[] = [];
        let now = 0;
        const endUntil = (moment: number) => {
          for (const end of underWay.filter((each) => each <= moment).sort((a, b) => a - b))
            windows.end('tenant', end);
          underWay = underWay.filter((each) => each > moment);
        };
        for (const { wait, road, back } of all) {
          now += wait;
          endUntil(now);
          while (windows.next('tenant', now) > now) {
            now += 1;
            endUntil(now);
          }
          windows.begin('tenant');
          arrived.push(now + road);
          underWay.push(now + road + back);
        }
        arrived.sort((a, b) => a - b);
        for (let i = limit!.most; i < arrived.length; i++)
          assert.ok(arrived[i]! - arrived[i - limit!.most]! >= limit!.milliseconds);
      }),
    );
  });

  it('let nobody call as long as those under way use up a limit alone', () => {
    const windows = createWindows([{ most: 1, milliseconds: 1000 }], 0);
    windows.begin('a');
    assert.equal(windows.next('a', 5000), Number.POSITIVE_INFINITY);
    windows.end('a', 7000);
    assert.equal(windows.next('a', 7000), 8000);
  });

  it('forget whoever has called nobody for longer than any limit lasts', () => {
    const windows = createWindows([{ most: 3, milliseconds: 1000 }], 0);
    for (let i = 0; i < 50; i++) call(windows, `quiet ${i}`, 0);
    for (let i = 0; i < 100; i++) call(windows, 'busy', 2000 + i);
    assert.equal(windows.size, 1);
    assert.ok(windows.next('busy', 2100) > 2100);
  });

  it('forget calls to which no limit looks back, of who never stops calling too', () => {
    const windows = createWindows([{ most: 1000, milliseconds: 1000 }], 0);
    for (let number = 0; number < 5000; number++) call(windows, 'busy', number * 100);
    assert.equal(windows.held, 11);
  });

  it('fill no memory, however many are called and however often, and forget the least recent first', () => {
    const windows = createWindows(TEAMS_LIMITS.thread);
    const now = 30_000 * 3 * 33;
    for (let number = 0; number < 30_000 * 3; number++)
      call(windows, `thread ${Math.floor(number / 3)}`, (number + 1) * 33);
    assert.equal(windows.size, 10_000);
    for (let number = 0; number < 7; number++) call(windows, 'thread 29999', now);
    assert.ok(windows.next('thread 29999', now) > now);
    for (let number = 0; number < 10_000; number++) call(windows, 'thread 29999', now);
    assert.equal(windows.size, 10_000);
  });
});
