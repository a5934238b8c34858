import assert from 'node:assert/strict';
import { advance, blank } from '../../../src/web/analyse/analysis.ts';
import { keep, recall } from '../../../src/web/analyse/memory.ts';
import { prediction } from '../predictions.ts';
import { memoryStorage } from '../storage.ts';

const denied = {
  getItem() {
    throw new Error('denied');
  },
  setItem() {
    throw new Error('denied');
  },
} as unknown as Storage;

describe('The memory of the page', () => {
  it('gives back the draft and the vote under way, but no request that died with the page', () => {
    const storage = memoryStorage();
    const judged = advance(
      { ...blank, draft: 'Merci' },
      { what: 'judged', post: 'Merci', prediction: prediction() },
    );
    const pending = advance(advance(judged, { what: 'chose', correct: false }), { what: 'voted' });
    keep({ ...pending, judging: true, failure: 'unreachable' }, storage);
    assert.deepEqual(recall(storage), { ...pending, judging: false, failure: null });
  });

  it('holds nothing once a post is done with', () => {
    const storage = memoryStorage();
    keep({ ...blank, draft: 'Merci' }, storage);
    assert.equal(storage.length, 1);
    keep(blank, storage);
    assert.equal(storage.length, 0);
    assert.deepEqual(recall(storage), blank);
  });

  it('starts blank when what it finds is not its own', () => {
    for (const found of ['{', 'null', '{"draft":3}', '[]']) {
      const storage = memoryStorage();
      storage.setItem('air-paradis.analysis.v1', found);
      assert.deepEqual(recall(storage), blank, found);
    }
  });

  it('does without storage where a frame is denied it', () => {
    keep({ ...blank, draft: 'Merci' }, denied);
    assert.deepEqual(recall(denied), blank);
  });
});
