import assert from 'node:assert/strict';
import { baselineOf } from '../../src/drift/baseline.ts';
import { profileOf } from '../../src/drift/profile.ts';
import { posts } from './posts.ts';

const day = (number: number, count: number) => ({ day: number, profile: profileOf(posts(count)) });

describe('The reference of the service', () => {
  it('takes the first days with posts until there are enough of both', () => {
    const days = [day(1, 400), day(2, 0), day(3, 400), day(4, 400), day(5, 400)];
    const { complete, days: taken, posts: found, until, profile } = baselineOf(days, { days: 2, since: 0 });
    assert.deepEqual({ complete, taken, found, until }, { complete: true, taken: 3, found: 1200, until: 4 });
    assert.equal(profile.fr?.posts, 1200);
  });

  it('is not complete without the days, nor without the posts', () => {
    assert.equal(baselineOf([day(1, 5000)], { days: 2, since: 0 }).complete, false);
    assert.equal(baselineOf([day(1, 400), day(2, 400)], { days: 2, since: 0 }).complete, false);
    assert.equal(baselineOf([], { days: 1, since: 0 }).complete, false);
  });

  it('begins anew where it is told to', () => {
    const { until, posts: found } = baselineOf([day(1, 5000), day(2, 1000), day(3, 1000)], {
      days: 1,
      since: 2,
    });
    assert.deepEqual([until, found], [2, 1000]);
  });
});
