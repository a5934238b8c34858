import assert from 'node:assert/strict';
import { isIncidentOpen, windowOf } from '../../src/alert/incident.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const NOW = Date.UTC(2026, 10, 22, 12);

describe('An incident', () => {
  for (const [rule, window] of [
    ['burst', 5 * MINUTE],
    ['rate', DAY],
    ['drift', DAY],
  ] as const)
    it(`of the rule ${rule} lasts until a whole window of its own was quiet`, () => {
      const quietFor = (milliseconds: number) =>
        isIncidentOpen({ firstAt: 0, lastAt: NOW - milliseconds }, windowOf(rule, 5 * MINUTE), NOW);
      assert.equal(quietFor(window), true);
      assert.equal(quietFor(window + 1), false);
    });
});
