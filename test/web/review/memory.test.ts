import assert from 'node:assert/strict';
import { keepUnsent, recallUnsent } from '../../../src/web/review/memory.ts';
import { memoryStorage } from '../storage.ts';

describe('The memory of the review', () => {
  it('gives back what was on its way, and keeps nothing when all has arrived', () => {
    const storage = memoryStorage();
    const unsent = [{ key: 'k1', id: 'a', label: 'negative' }] as const;
    keepUnsent(unsent, storage);
    assert.deepEqual(recallUnsent(storage), unsent);
    keepUnsent([], storage);
    assert.equal(storage.length, 0);
    assert.deepEqual(recallUnsent(storage), []);
  });

  it('is empty where what it holds cannot be read', () => {
    for (const text of ['{', '{"a":1}', 'null']) {
      const storage = memoryStorage();
      storage.setItem('air-paradis.reviews.v1', text);
      assert.deepEqual(recallUnsent(storage), [], text);
    }
  });

  it('is none where the browser denies it', () => {
    const denied = {
      getItem() {
        throw new Error('denied');
      },
      setItem() {
        throw new Error('denied');
      },
    } as unknown as Storage;
    keepUnsent([{ key: 'k1', id: 'a', label: null }], denied);
    assert.deepEqual(recallUnsent(denied), []);
  });
});
