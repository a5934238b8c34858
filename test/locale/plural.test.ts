import assert from 'node:assert/strict';
import { inEnglish, inFrench } from '../../src/locale/plural.ts';

describe('Counting in a sentence', () => {
  it('takes zero and one for singular in French, and only one in English', () => {
    const french = [0, 1, 2, 1_000_000].map((posts) => inFrench.form(posts, 'négatif', 'négatifs'));
    assert.deepEqual(french, ['négatif', 'négatif', 'négatifs', 'négatifs']);
    const english = [0, 1, 2].map((posts) => inEnglish.form(posts, 'vote', 'votes'));
    assert.deepEqual(english, ['votes', 'vote', 'votes']);
  });

  it('writes large numbers as each language does', () => {
    assert.equal(inFrench.count(1234, 'post', 'posts'), '1\u202F234 posts');
    assert.equal(inEnglish.count(1234, 'post', 'posts'), '1,234 posts');
  });
});
