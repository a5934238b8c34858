import assert from 'node:assert/strict';
import { commitPause } from '../../../../src/storage/stores/posts/commit-pause.ts';

describe('The pause between two commits of predictions', () => {
  it('is longer while posts wait for a thread', () => {
    const idle = commitPause({ inHand: 0, threads: 2 });
    assert.equal(commitPause({ inHand: 8, threads: 2 }), idle);
    assert.ok(commitPause({ inHand: 9, threads: 2 }) > idle);
  });

  it('is as short as ever where there are threads enough for all', () => {
    assert.equal(commitPause({ inHand: 9, threads: 4 }), commitPause({ inHand: 0, threads: 4 }));
  });
});
