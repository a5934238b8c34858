import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Counts, compare, signTest, wilson } from '../../src/challenger/comparison.ts';

const NOTHING: Counts = {
  judged: 0,
  agreed: 0,
  shift: 0,
  shiftSquared: 0,
  forChallenger: 0,
  forChampion: 0,
};
const near = (value: number, expected: number) =>
  assert.ok(Math.abs(value - expected) < 5e-4, `${value} is not ${expected}`);

describe('The comparison of two models', () => {
  it('has the interval of Wilson, as in Newcombe (1998): 81 of 263 is .2553 to .3662', () => {
    const { value, low, high } = wilson(81, 263);
    near(value, 0.308);
    near(low, 0.2553);
    near(high, 0.3662);
  });

  it('has an interval inside 0 to 1 that holds the share, whatever was counted', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (n, part) => {
          const { value, low, high } = wilson(Math.round(part * n), n);
          assert.ok(low >= 0 && high <= 1 && low <= value + 1e-12 && value <= high + 1e-12 && low < high);
        },
      ),
    );
  });

  it('tests signs exactly: 9 to 1 has a p-value of 22 in 1,024, and nobody asked has 1', () => {
    near(signTest(9, 1), 22 / 1024);
    near(signTest(1, 9), 22 / 1024);
    assert.equal(signTest(0, 0), 1);
    assert.equal(signTest(7, 7), 1);
    assert.ok(signTest(20_000, 21_000) < 1e-5);
  });

  it('names a winner only beyond 1 % of chance', () => {
    const finding = (forChallenger: number, forChampion: number) =>
      compare({ ...NOTHING, forChallenger, forChampion }).finding;
    assert.equal(finding(0, 0), 'undecided');
    assert.equal(finding(9, 1), 'undecided');
    assert.equal(finding(214, 86), 'better');
    assert.equal(finding(86, 214), 'worse');
    assert.equal(finding(8, 0), 'better');
    assert.equal(finding(7, 0), 'undecided');
  });

  it('tells the share of posts on which people side with the challenger, with its interval', () => {
    const { favour } = compare({ ...NOTHING, forChallenger: 81, forChampion: 182 });
    near(favour!.value, 0.308);
    near(favour!.high, 0.3662);
  });

  it('says by how much probabilities are shifted, with the interval of their mean', () => {
    // Differences .1, .2, .3: mean .2, standard deviation .1.
    const { shift } = compare({ ...NOTHING, judged: 3, shift: 0.6, shiftSquared: 0.14 });
    near(shift!.value, 0.2);
    near(shift!.high - shift!.value, (1.96 * 0.1) / Math.sqrt(3));
  });

  it('claims nothing where there is nothing', () => {
    const { agreement, shift, favour, pValue } = compare(NOTHING);
    assert.deepEqual([agreement, shift, favour, pValue], [null, null, null, 1]);
    assert.equal(compare({ ...NOTHING, judged: 1, agreed: 1, shift: 0.1, shiftSquared: 0.01 }).shift, null);
  });
});
