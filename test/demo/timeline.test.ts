import assert from 'node:assert/strict';
import { CHANNELS, DAY, timeline } from './timeline.ts';

const NOW = 1_790_000_000_000;

describe('The made-up month of the demo', () => {
  const posts = timeline(NOW);

  it('has a few hundred posts in order, none older than 31 days or in the future', () => {
    assert.ok(posts.length > 200);
    assert.deepEqual(
      posts.map(({ at }) => at),
      posts.map(({ at }) => at).sort((a, b) => a - b),
    );
    for (const { at } of posts) assert.ok(Number.isInteger(at) && at < NOW && at > NOW - 31 * DAY, `${at}`);
  });

  it('has posts on most days, in every channel and from another network', () => {
    assert.ok(new Set(posts.map(({ at }) => Math.floor((NOW - at) / DAY))).size > 25);
    for (const { id } of CHANNELS) assert.ok(posts.filter(({ channel }) => channel === id).length > 5, id);
    assert.ok(posts.some(({ channel }) => channel === undefined));
  });

  it('is the same every time', () => {
    assert.deepEqual(timeline(NOW), posts);
  });
});
