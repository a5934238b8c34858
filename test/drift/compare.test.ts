import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  ALPHA,
  type Change,
  chiSquare,
  compareProfiles,
  type Feature,
  kolmogorovSmirnov,
  stability,
} from '../../src/drift/compare.ts';
import { type ProfiledPost, profileOf } from '../../src/drift/profile.ts';
import { posts } from './posts.ts';

describe('The comparison of posts with a reference', () => {
  const changesOf = (before: ProfiledPost[], now: ProfiledPost[]) =>
    Object.fromEntries(
      compareProfiles(profileOf(before), profileOf(now)).map((change) => [change.feature, change]),
    ) as Record<Feature, Change>;
  const moved = (before: ProfiledPost[], now: ProfiledPost[]) =>
    Object.values(changesOf(before, now))
      .filter((change) => change.moved)
      .map(({ feature }) => feature);

  it('finds nothing where nothing has changed', () => {
    assert.deepEqual(
      moved(posts(2000, 500, { probability: 0.1 }), posts(500, 125, { probability: 0.1 })),
      [],
    );
  });

  const shifts: readonly [what: string, changes: Partial<ProfiledPost>, expected: readonly Feature[]][] = [
    ['the language', { language: 'en' }, ['language']],
    ['the length', { reading: { pieces: 40, unknown: 0, surprise: 9.5 } }, ['length']],
    [
      'the share of posts with unknown pieces',
      { reading: { pieces: 12, unknown: 2, surprise: 9.5 } },
      ['unknown'],
    ],
    ['the vocabulary', { reading: { pieces: 12, unknown: 0, surprise: 10.8 } }, ['surprise']],
    ['the probabilities', { probability: 0.75 }, ['probability']],
    ['the share of negatives', { probability: 0.04 }, ['probability', 'negative']],
    ['the share of uncertain verdicts', { certain: false }, ['uncertain']],
  ];
  for (const [what, changes, expected] of shifts)
    it(`finds that ${what} has moved, and that alone`, () => {
      assert.deepEqual(moved(posts(2000, 200, changes), posts(500, 200, changes)), expected);
    });

  it('finds by votes alone that the same posts are judged less well', () => {
    const before = [
      ...posts(200, 20, { down: 1 }).map((post) => ({ ...post, up: 1 - post.down })),
      ...posts(1000),
    ];
    const now = [
      ...posts(60, 30, { down: 1 }).map((post) => ({ ...post, up: 1 - post.down })),
      ...posts(400),
    ];
    assert.deepEqual(moved(before, now), ['votes']);
  });

  it('tells the share before and now', () => {
    const { negative, language, length } = changesOf(
      posts(1000, 250, { probability: 0.1 }),
      posts(500, 250, { probability: 0.1 }),
    );
    assert.deepEqual([negative.before, negative.now], [0.25, 0.5]);
    assert.deepEqual([language.before, language.now, length.before], [1, 1, null]);
  });

  it('says nothing where there are too few posts, readings or votes', () => {
    const few = changesOf(posts(1000), posts(99, 99, { language: 'en' }));
    assert.ok(Object.values(few).every(({ psi, p, moved: far }) => psi === null && p === null && !far));
    const unread = changesOf(posts(1000), posts(500, 450, { reading: undefined }));
    assert.equal(unread.length.psi, null);
    assert.equal(unread.votes.psi, null);
  });

  it('is not alarmed by a small change that is sure, nor by a large one that is not', () => {
    assert.deepEqual(
      moved(posts(100_000, 30_000, { probability: 0.1 }), posts(100_000, 33_000, { probability: 0.1 })),
      [],
    );
    const { language } = changesOf(posts(100, 30, { language: 'en' }), posts(100, 48, { language: 'en' }));
    assert.ok(language.psi! > 0.1 && language.p! > ALPHA && !language.moved);
  });
});

describe('The population stability index', () => {
  it('is what its formula says', () => {
    // Shares .3 and .7 against .6 and .4, but for half a post in each bin: .3 ln 2 + .3 ln 1.75.
    const expected = 0.3 * Math.log(2) + 0.3 * Math.log(1.75);
    assert.ok(Math.abs(stability([300_000, 700_000], [600_000, 400_000]) - expected) < 1e-5);
  });

  it('is never negative, the same both ways, and 0 for the same shares', () => {
    const bins = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(bins, bins, (left, right) => {
        assert.ok(stability(left, right) >= 0);
        assert.ok(Math.abs(stability(left, right) - stability(right, left)) < 1e-12);
        assert.equal(stability(left, left), 0);
      }),
    );
  });
});

describe('The tests behind a change', () => {
  // Critical values of Kolmogorov's law: Q(1.36) = .049, Q(1.63) = .0098.
  it('have Kolmogorov and Smirnov’s p-value', () => {
    const at = (lambda: number) => {
      const d = lambda / Math.sqrt(500_000);
      return kolmogorovSmirnov([500_000, 500_000], [500_000 - d * 1e6, 500_000 + d * 1e6]);
    };
    assert.ok(Math.abs(at(1.36) - 0.0495) < 0.0005);
    assert.ok(Math.abs(at(1.63) - 0.0098) < 0.0002);
    assert.equal(kolmogorovSmirnov([5, 5], [5, 5]), 1);
  });

  it('have Pearson’s p-value with three categories, and a bound of it with two', () => {
    const p = chiSquare([50, 50, 0], [50, 30, 20]);
    assert.ok(Math.abs(p - Math.exp(-(20 + 5) / 2)) < 1e-9);
    // χ² = 2.02 and 16.67 for these counts: P(χ²₁ ≥ 2.02) = .155, P(χ²₁ ≥ 16.67) = .0000445.
    const [mild, strong] = [chiSquare([50, 50], [60, 40]), chiSquare([50, 50], [78, 22])];
    assert.ok(mild > 0.155 && mild < 0.21);
    assert.ok(strong > 0.0000385 && strong < 0.00005, String(strong));
    assert.equal(chiSquare([0, 10, 0], [0, 20, 0]), 1);
  });
});
