import assert from 'node:assert/strict';
import { allLanguages, type ProfiledPost } from '../../src/drift/profile.ts';
import { createToday } from '../../src/drift/today.ts';
import { posts } from './posts.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe('The day that is not over', () => {
  /** Posts and changes of each hour, and which hours were read. */
  function world() {
    const hours = new Map<number, { posts: ProfiledPost[]; changes: number }>();
    const read: number[] = [];
    const profile = createToday({
      async changesByHour(_model, { since, until }) {
        const inside = [...hours].filter(([hour]) => hour >= since && hour < until);
        return new Map(inside.map(([hour, { changes }]) => [hour, changes]));
      },
      async *judgedIn(_model, { since }) {
        read.push(since / HOUR);
        yield hours.get(since)?.posts ?? [];
      },
    });
    return {
      read,
      judged(hour: number, count: number) {
        const before = hours.get(hour * HOUR) ?? { posts: [], changes: 0 };
        hours.set(hour * HOUR, {
          posts: [...before.posts, ...posts(count)],
          changes: before.changes + count,
        });
      },
      count: async (model = 'a', day = 0) => allLanguages(await profile(model, day)).posts,
    };
  }

  it('is counted by the hour, and an hour again only when something has changed in it', async () => {
    const { read, judged, count } = world();
    judged(0, 3);
    judged(5, 2);
    assert.equal(await count(), 5);
    assert.equal(await count(), 5);
    assert.deepEqual(read, [0, 5]);
    judged(5, 1);
    judged(6, 4);
    assert.equal(await count(), 10);
    assert.deepEqual(read, [0, 5, 5, 6]);
  });

  it('is counted once for all who ask at the same time', async () => {
    const { read, judged, count } = world();
    judged(1, 2);
    assert.deepEqual(await Promise.all([count(), count(), count()]), [2, 2, 2]);
    assert.deepEqual(read, [1]);
  });

  it('begins anew with another model and with another day', async () => {
    const { read, judged, count } = world();
    judged(1, 2);
    judged(25, 1);
    assert.deepEqual([await count(), await count('b'), await count('b', DAY)], [2, 2, 1]);
    assert.deepEqual(read, [1, 1, 25]);
  });
});
