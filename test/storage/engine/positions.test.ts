import assert from 'node:assert/strict';
import { APART, createPositions } from '../../../src/storage/engine/positions.ts';

describe('Positions', () => {
  it('leave room for all messages of one before the next, also within a millisecond', () => {
    const next = createPositions(() => 5);
    const given = Array.from({ length: 200 }, () => next());
    const gaps = given.slice(1).map((position, index) => position - given[index]!);
    assert.ok(Math.min(...gaps) >= APART);
  });

  it('come behind one of a clock that is ahead', () => {
    const next = createPositions(() => 5);
    assert.ok(next(9_000_000) >= 9_000_000 + APART);
    assert.ok(next() < 9_000_000);
  });
});
