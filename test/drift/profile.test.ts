import assert from 'node:assert/strict';
import { addProfiles, allLanguages, BINS, NO_COUNTS, profileOf } from '../../src/drift/profile.ts';
import { judged } from './posts.ts';

describe('The profile of judged posts', () => {
  it('counts each language by itself', () => {
    const profile = profileOf([judged(), judged({ language: 'en' }), judged({ language: 'en' })]);
    assert.deepEqual([profile.fr?.posts, profile.en?.posts, profile.und], [1, 2, undefined]);
  });

  it('counts labels, uncertain verdicts, unknown pieces and what voters mostly say', () => {
    const counts = allLanguages(
      profileOf([
        judged({ probability: 0.5, up: 2, down: 1 }),
        judged({ probability: 0.49, certain: false, down: 1 }),
        judged({ reading: { pieces: 3, unknown: 2, surprise: 20 }, up: 1, down: 1 }),
        judged({ label: 'neutral', reading: undefined }),
      ]),
    );
    const { posts, negative, neutral, uncertain, read, unknown, right, wrong } = counts;
    assert.deepEqual(
      { posts, negative, neutral, uncertain, read, unknown, right, wrong },
      { posts: 4, negative: 1, neutral: 1, uncertain: 1, read: 3, unknown: 1, right: 1, wrong: 1 },
    );
  });

  it('puts a value on a bound into the upper bin, and the largest into the last', () => {
    const { probability, length, surprise } = allLanguages(
      profileOf([
        judged({ probability: 0.9, reading: { pieces: 5, unknown: 0, surprise: 8 } }),
        judged({ probability: 1 }),
      ]),
    );
    assert.equal(probability.at(-1), 2);
    assert.equal(length[1], 1);
    assert.equal(surprise[0], 1);
    assert.deepEqual([length.length, surprise.length], [BINS.length.length + 1, BINS.surprise.length + 1]);
  });

  it('sums what accuracy is estimated from: how sure of its label the model is', () => {
    const { confidence, variance } = allLanguages(
      profileOf([judged({ probability: 0.25 }), judged({ probability: 0.75 })]),
    );
    assert.deepEqual([confidence, variance], [1.5, 0.375]);
  });

  it('is the same, counted at once or added up', () => {
    const all = [
      judged(),
      judged({ language: 'en', up: 1 }),
      judged({ probability: 0.25 }),
      judged({ language: 'und' }),
    ];
    assert.deepEqual(addProfiles(all.map((each) => profileOf([each]))), profileOf(all));
  });

  it('of nothing is nothing', () => {
    assert.deepEqual(profileOf([]), {});
    assert.deepEqual(allLanguages({}), NO_COUNTS);
  });
});
