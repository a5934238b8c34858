import assert from 'node:assert/strict';
import { createClockLeap } from '../../src/feedback/clock-leap.ts';

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;
const NOW = 20_000 * DAY;

describe('The clock by which things are deleted', () => {
  let passed: number;
  beforeEach(() => {
    passed = 0;
  });
  const open = (newest?: number) =>
    createClockLeap(
      async () => newest,
      () => passed,
    );

  it('is trusted in a store without posts, and near the newest post', async () => {
    assert.ok(await open().isTrusted(NOW));
    assert.ok(await open(NOW - 6 * DAY).isTrusted(NOW));
    assert.ok(await open(NOW + 400 * DAY).isTrusted(NOW), 'the newest post is of a clock that was ahead');
  });

  it('is not trusted for six hours when it is more than a week past the newest post', async () => {
    const leap = open(NOW - 8 * DAY);
    for (; passed < 6 * HOUR; passed += HOUR) assert.equal(await leap.isTrusted(NOW + passed), false);
    assert.ok(await leap.isTrusted(NOW + passed), 'nobody posts, and the time is right');
  });

  it('is not trusted after a leap between two looks, until it is put right', async () => {
    const leap = open(NOW);
    assert.ok(await leap.isTrusted(NOW));
    assert.equal(await leap.isTrusted(NOW + 400 * DAY), false);
    assert.equal(await leap.isTrusted(NOW + 400 * DAY + HOUR), false);
    assert.ok(await leap.isTrusted(NOW + 2 * HOUR));
  });
});
