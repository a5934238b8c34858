import assert from 'node:assert/strict';
import { badRate, isBadDay } from '../../src/alert/rate.ts';

const rule = { rate: 0.3, votes: 20 };

describe('The rule of bad days', () => {
  it('finds a day of which three votes in ten are 👎, and none just below', () => {
    assert.equal(isBadDay({ up: 14, down: 6 }, rule), true);
    assert.equal(isBadDay({ up: 15, down: 6 }, rule), false);
  });

  it('finds nothing in a day of few votes, whatever they say', () => {
    assert.equal(isBadDay({ up: 0, down: 19 }, rule), false);
    assert.equal(isBadDay({ up: 0, down: 20 }, rule), true);
  });
});

describe('The rate of bad predictions', () => {
  it('is the share of 👎, and none when nobody voted', () => {
    assert.equal(badRate({ up: 3, down: 1 }), 0.25);
    assert.equal(badRate({ up: 0, down: 0 }), null);
  });
});
