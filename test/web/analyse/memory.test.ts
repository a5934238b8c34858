import assert from 'node:assert/strict';
import { advanceAnalysis, blank } from '../../../src/web/analyse/analysis.ts';
import { keepAnalysis, recallAnalysis } from '../../../src/web/analyse/memory.ts';
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
    const judged = advanceAnalysis(
      { ...blank, draft: 'Merci' },
      { what: 'judged', post: 'Merci', prediction: prediction() },
    );
    const pending = advanceAnalysis(advanceAnalysis(judged, { what: 'chose', correct: false }), {
      what: 'voted',
    });
    keepAnalysis({ ...pending, judging: true, failure: 'unreachable' }, storage);
    assert.deepEqual(recallAnalysis(storage), { ...pending, judging: false, failure: null });
  });

  it('holds nothing once a post is done with', () => {
    const storage = memoryStorage();
    keepAnalysis({ ...blank, draft: 'Merci' }, storage);
    assert.equal(storage.length, 1);
    keepAnalysis(blank, storage);
    assert.equal(storage.length, 0);
    assert.deepEqual(recallAnalysis(storage), blank);
  });

  it('starts blank when what it finds is not its own', () => {
    for (const found of ['{', 'null', '{"draft":3}', '[]']) {
      const storage = memoryStorage();
      storage.setItem('air-paradis.analysis.v1', found);
      assert.deepEqual(recallAnalysis(storage), blank, found);
    }
  });

  it('does without storage where a frame is denied it', () => {
    keepAnalysis({ ...blank, draft: 'Merci' }, denied);
    assert.deepEqual(recallAnalysis(denied), blank);
  });
});
