import assert from 'node:assert/strict';
import { createReader } from '../../../src/sentiment/inference/reading.ts';
import { createTokenizer } from '../../../src/sentiment/inference/tokenise.ts';
import { createUnigram } from '../../../src/sentiment/inference/unigram.ts';
import { tinyTokenizer } from '../tiny-tokenizer.ts';

describe('The reading of a post', () => {
  const tokenizer = createTokenizer(tinyTokenizer, 8);
  const reading = (text: string) => tokenizer.encode(text).reading;

  it('counts the pieces between the ends, and how unlikely they are on average', () => {
    // The tiny tokenizer gives a piece of n characters the score n − 10: ▁vol −6, ▁a −8.
    assert.deepEqual(reading('vol a'), { pieces: 2, unknown: 0, surprise: 7 });
    assert.deepEqual(reading('vol vol'), { pieces: 2, unknown: 0, surprise: 6 });
  });

  it('counts what the model has never seen, which is unlikelier than all that it has', () => {
    const { pieces, unknown, surprise } = reading('vol 機場');
    assert.deepEqual([pieces, unknown], [3, 1]);
    assert.equal(surprise, (6 + 9 + 19) / 3);
  });

  it('counts only what is judged of a long post', () => {
    assert.equal(reading('vol '.repeat(50)).pieces, 6);
  });

  it('is all zero for no pieces', () => {
    assert.deepEqual(createReader(createUnigram(tinyTokenizer.definition))([0, 2]), {
      pieces: 0,
      unknown: 0,
      surprise: 0,
    });
  });
});
