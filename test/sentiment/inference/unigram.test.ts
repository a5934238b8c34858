// The library's own search is slower by far, and the judge of ours.
import assert from 'node:assert/strict';
import { PreTrainedTokenizer } from '@xenova/transformers';
import fc from 'fast-check';
import { createTokenizer } from '../../../src/sentiment/inference/tokenise.ts';
import { createUnigram } from '../../../src/sentiment/inference/unigram.ts';
import { loadModel } from '../../../src/sentiment/model/model.ts';
import { normalise } from '../../../src/sentiment/text/normalise.ts';
import { posts } from '../../fixtures/posts.ts';
import { piece, tinyTokenizer } from '../tiny-tokenizer.ts';

describe('The search for the likeliest pieces', () => {
  const tiny = createUnigram(tinyTokenizer.definition);

  it('takes one long piece rather than two short ones', () => {
    assert.deepEqual(tiny.split('▁vol'), [piece('▁vol')]);
    assert.deepEqual(tiny.split('aaa'), [piece('a'), piece('aa')]);
  });

  it('finds one unknown piece for letters that no piece has and that stand together', () => {
    assert.deepEqual(tiny.split('😀機a機'), [piece('<unk>'), piece('a'), piece('<unk>')]);
  });

  it('finds nothing in nothing', () => {
    assert.deepEqual(tiny.split(''), []);
  });

  it('finds the same in a short text after a long one', () => {
    const before = tiny.split('▁vola');
    assert.equal(tiny.split('b'.repeat(5000)).length, 5000);
    assert.deepEqual(tiny.split('▁vola'), before);
  });
});

describe('The pieces of the model in service', () => {
  let ours: (text: string) => readonly number[];
  let library: (text: string) => readonly number[];
  let pieces: readonly string[];
  before(async () => {
    const { tokenizer } = await loadModel('models/production');
    const encode = createTokenizer(tokenizer, 100_000).encode;
    const judge = new PreTrainedTokenizer(tokenizer.definition, tokenizer.config);
    ours = (text) => encode(text).ids;
    library = (text) => judge.encode(text);
    pieces = createUnigram(tokenizer.definition).pieces;
  });

  it("are those of the library's search, in posts", () => {
    for (const post of posts) assert.deepEqual(ours(normalise(post)), library(normalise(post)), post);
  });

  it("are those of the library's search, in anything put together from pieces and signs", () => {
    const part = fc.oneof(
      { weight: 5, arbitrary: fc.nat(pieces.length - 1).map((id) => pieces[id]!.replaceAll('▁', ' ')) },
      { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 4 }) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 4 }) },
      { weight: 1, arbitrary: fc.constantFrom('機場', '  ', '</s>', '～', '’', '😀'.repeat(3), '\u200d') },
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        const text = normalise(parts.join(''));
        assert.deepEqual(ours(text), library(text));
      }),
      { numRuns: 1000 },
    );
  }).timeout(60_000);
});
