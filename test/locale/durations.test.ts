import assert from 'node:assert/strict';
import { duration } from '../../src/locale/durations.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('A duration', () => {
  it('is told in minutes, in hours from one on, in days from two on, and never as more than it was', () => {
    const told = (language: 'fr' | 'en') =>
      [0, 25.9 * MINUTE, HOUR, 47.9 * HOUR, 48 * HOUR, 100 * HOUR].map((passed) =>
        duration(language, passed).replace(/\s/g, ' '),
      );
    assert.deepEqual(told('fr'), ['0 min', '25 min', '1 h', '47 h', '2 j', '4 j']);
    assert.deepEqual(told('en'), ['0 min', '25 min', '1 hr', '47 hr', '2 days', '4 days']);
  });

  it('is nothing where a clock was put back', () => {
    assert.equal(duration('en', -5 * MINUTE), '0 min');
  });
});
