import assert from 'node:assert/strict';
import fc from 'fast-check';
import { markWords } from '../../../src/web/analyse/marks.ts';

const POST = 'Équipage adorable mais valise perdue';
const word = (text: string, weight: number) => ({
  start: POST.indexOf(text),
  end: POST.indexOf(text) + text.length,
  weight,
});
const marked = (pieces: ReturnType<typeof markWords>) =>
  pieces.filter(({ speaks }) => speaks).map(({ text, speaks }) => [text, speaks]);

describe('markWords', () => {
  it('marks the heavy words with what they say of the verdict, and leaves the light ones', () => {
    const words = [word('Équipage', 0.02), word('adorable', 0.8), word('mais', -0.2), word('perdue', -1.2)];
    assert.deepEqual(marked(markWords(POST, words)), [
      ['adorable', 'for'],
      ['perdue', 'against'],
    ]);
  });

  it('marks nothing when no word decides alone, or none was weighed', () => {
    assert.deepEqual(marked(markWords(POST, [word('adorable', 0.09), word('perdue', -0.08)])), []);
    assert.deepEqual(markWords(POST, []), [{ text: POST, speaks: null }]);
  });

  it('marks five words at most', () => {
    const words = [...POST.matchAll(/\S/g)].map(({ index }) => ({ start: index, end: index + 1, weight: 1 }));
    assert.equal(marked(markWords(POST, words)).length, 5);
  });

  it('cuts the post without losing or changing a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.array(fc.double({ noNaN: true })), (post, weights) => {
        const words = [...post.matchAll(/\S+/g)].map(({ 0: { length }, index }, n) => ({
          start: index,
          end: index + length,
          weight: weights[n] ?? 0,
        }));
        assert.equal(
          markWords(post, words)
            .map(({ text }) => text)
            .join(''),
          post,
        );
      }),
    );
  });
});
