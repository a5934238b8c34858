import assert from 'node:assert/strict';
import { createShorten } from '../../../src/sentiment/inference/shorten.ts';

describe('Shortening a text for the tokenizer', () => {
  const shorten = createShorten(['▁vol', 'é', 'ε', 'か']);

  for (const [what, text, short] of [
    ['leaves the first and the last of letters that no piece has', 'vol 航班又取消了 vol', 'vol 航了 vol'],
    ['keeps two as they are', '航班', '航班'],
    ['keeps letters of pieces, and one unknown beside them', 'かかか航かかか', 'かかか航かかか'],
    ['shortens on both sides of a known letter', '航班又か取消了', '航又か取了'],
    [
      'keeps words and signs of every keyboard',
      'internationalisation !!!!! ééé',
      'internationalisation !!!!! ééé',
    ],
    ['never joins words', '航班又 取消了', '航又 取了'],
    ['counts pairs of surrogates as one letter', '😀😁😂😃', '😀😃'],
    ['leaves what the tokenizer takes for other letters', 'ﬁﬁﬁﬁ', 'ﬁﬁﬁﬁ'],
  ] as const)
    it(what, () => assert.equal(shorten(text), short));

  it('leaves two letters of a page that has nothing else', () => {
    for (const letters of ['航班', 'สวัสดีครับ', '한국어'])
      assert.equal(shorten(letters.repeat(10_000)).length, 2);
  });
});
