import assert from 'node:assert/strict';
import { ageOf } from '../../../src/web/review/age.ts';

const NOW = Date.UTC(2026, 10, 22, 12);
const MINUTE = 60_000;

describe('The age of a post', () => {
  for (const [minutes, french, english] of [
    [0, 'il y a 0 min', '0 min. ago'],
    [59.9, 'il y a 59 min', '59 min. ago'],
    [3 * 60, 'il y a 3 h', '3 hr. ago'],
    [2 * 24 * 60, 'il y a 2 j', '2 days ago'],
    [-5, 'il y a 0 min', '0 min. ago'],
  ] as const)
    it(`of ${minutes} minutes is ${french}`, () => {
      const say = (language: 'fr' | 'en') =>
        ageOf(language, NOW - minutes * MINUTE, NOW).replaceAll(/\s/gu, ' ');
      assert.deepEqual([say('fr'), say('en')], [french, english]);
    });
});
