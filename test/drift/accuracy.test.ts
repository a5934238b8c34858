import assert from 'node:assert/strict';
import { estimatedAccuracy, observedAccuracy } from '../../src/drift/accuracy.ts';
import { allLanguages, NO_COUNTS, profileOf } from '../../src/drift/profile.ts';
import { posts } from './posts.ts';

const counts = (changes: object) => ({ ...NO_COUNTS, ...changes });

describe('The estimated accuracy', () => {
  it('is how sure the model is on average, whichever side it takes', () => {
    const { value } = estimatedAccuracy(
      allLanguages(profileOf([...posts(2, 2, { probability: 0.8 }), ...posts(2, 2, { probability: 0.1 })])),
    )!;
    assert.ok(Math.abs(value - 0.85) < 1e-12);
  });

  it('holds the accuracy of calibrated verdicts in its interval about 95 times in 100', () => {
    // A fixed sequence (mulberry32), so that the count is the same each time.
    let state = 7;
    const random = () => {
      state = (state + 0x6d2b79f5) | 0;
      let t = Math.imul(state ^ (state >>> 15), 1 | state);
      t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
      return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
    };
    let inside = 0;
    for (let run = 0; run < 1000; run++) {
      const sure = Array.from({ length: 200 }, () => 0.5 + random() / 2);
      const right = sure.filter((p) => random() < p).length / 200;
      const { low, high } = estimatedAccuracy(
        allLanguages(profileOf(sure.flatMap((probability) => posts(1, 1, { probability })))),
      )!;
      inside += Number(low <= right && right <= high);
    }
    assert.ok(inside > 930 && inside < 970, `${inside} of 1000`);
  });

  it('is not known without posts', () => {
    assert.equal(estimatedAccuracy(NO_COUNTS), null);
  });
});

describe('The observed accuracy', () => {
  it('is the share of agreed verdicts, with Wilson’s interval', () => {
    // 45 of 50: Wilson's 95 % interval is .786 to .957.
    const { value, low, high } = observedAccuracy(counts({ right: 45, wrong: 5 }))!;
    assert.equal(value, 0.9);
    assert.ok(Math.abs(low - 0.7864) < 0.0005 && Math.abs(high - 0.9565) < 0.0005);
  });

  it('stays within 0 and 1 with a single vote', () => {
    const { value, low, high } = observedAccuracy(counts({ right: 1 }))!;
    assert.deepEqual([value, high], [1, 1]);
    assert.ok(low > 0.1 && low < 0.3);
  });

  it('is not known without votes', () => {
    assert.equal(observedAccuracy(NO_COUNTS), null);
  });
});
