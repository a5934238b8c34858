import assert from 'node:assert/strict';
import { postsBehind } from '../../../src/web/dashboard/posts-behind.ts';
import { shownBy } from '../../../src/web/posts/address.ts';

const MONDAY = Date.UTC(2026, 10, 23);

describe('The posts behind a figure', () => {
  const behind = postsBehind({ period: 'week', since: MONDAY }, true);

  it('are those of the period, with the label or the votes that were counted', () => {
    assert.deepEqual(shownBy(behind.period()!), { filter: { from: '2026-11-23T00:00Z' } });
    assert.deepEqual(shownBy(behind.period({ feedback: 'disputed' })!), {
      filter: { feedback: 'disputed', from: '2026-11-23T00:00Z' },
    });
  });

  it('are those of one day in a week, and of one hour in a day', () => {
    assert.deepEqual(shownBy(behind.step(MONDAY, { label: 'negative' })!), {
      filter: { label: 'negative', from: '2026-11-23T00:00Z', to: '2026-11-24T00:00Z' },
    });
    const hourly = postsBehind({ period: 'day', since: MONDAY }, true);
    assert.deepEqual(shownBy(hourly.step(MONDAY + 3_600_000)!), {
      filter: { from: '2026-11-23T01:00Z', to: '2026-11-23T02:00Z' },
    });
  });

  it('have no address for a reader who may not read posts', () => {
    const closed = postsBehind({ period: 'week', since: MONDAY }, false);
    assert.deepEqual([closed.period(), closed.step(MONDAY)], [undefined, undefined]);
  });
});
