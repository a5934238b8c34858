import assert from 'node:assert/strict';
import { createTokenizer } from '../../../src/sentiment/inference/tokenise.ts';
import { piece, tinyTokenizer } from '../tiny-tokenizer.ts';

describe('tokenizer', () => {
  const [start, end, vol, a] = ['<s>', '</s>', '▁vol', '▁a'].map(piece);
  const window = (size: number) => createTokenizer(tinyTokenizer, size);

  it('puts the pieces of a post between <s> and </s>', () => {
    const { ids, truncated } = window(8).encode('vol a');
    assert.deepEqual([ids, truncated], [[start, vol, a, end], false]);
  });

  it('gives one unknown piece for characters that the model has never seen', () => {
    assert.deepEqual(window(8).encode('機場').ids, [start, piece('▁'), piece('<unk>'), end]);
  });

  it('leaves a post alone that fills the window', () => {
    const { ids, truncated } = window(4).encode('vol a');
    assert.deepEqual([ids, truncated], [[start, vol, a, end], false]);
  });

  it('cuts a post that is one piece too long, and says so', () => {
    const { ids, truncated } = window(4).encode('vol a vol');
    assert.deepEqual([ids, truncated], [[start, vol, a, end], true]);
  });

  it('cuts a single endless word', () => {
    const { ids, truncated } = window(5).encode('b'.repeat(5000));
    assert.deepEqual(ids, [start, piece('▁'), piece('b'), piece('b'), end]);
    assert.equal(truncated, true);
  });

  it('finds the first pieces of a long post where the whole of it would have them', () => {
    const post = 'a vol vol '.repeat(500).trim();
    const whole = window(100_000).encode(post).ids;
    assert.equal(whole.length, 1502);
    const { ids, truncated } = window(128).encode(post);
    assert.deepEqual([ids, truncated], [[...whole.slice(0, 127), end], true]);
  });

  it('looks further when the first words are no pieces', () => {
    const post = `${'\u200d '.repeat(900)}vol`;
    const { ids, truncated } = window(8).encode(post);
    assert.deepEqual([ids, truncated], [[start, vol, end], false]);
  });

  it('reads letters that the model has never seen as one piece, however many stand together', () => {
    const whole = [start, piece('▁'), piece('<unk>'), piece('▁'), piece('b'), end];
    for (const count of [1, 2, 3, 5000])
      assert.deepEqual(window(8).encode(`${'機'.repeat(count)} b`).ids, whole, `${count} letters`);
  });
});
