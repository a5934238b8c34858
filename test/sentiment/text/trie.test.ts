import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createTrie, NONE, ROOT, type Trie } from '../../../src/sentiment/text/trie.ts';

function find(trie: Trie, string: string): number {
  let node = ROOT;
  for (let at = 0; at < string.length && node !== NONE; at++) node = trie.step(node, string.charCodeAt(at));
  return node === NONE ? NONE : trie.endOf(node);
}

describe('A trie', () => {
  it('knows the place of each of its strings, and of no other', () => {
    const words = fc.array(
      fc.string({ unit: fc.constantFrom('a', 'b', 'é', '\ud83d', '\ude00'), maxLength: 6 }),
    );
    fc.assert(
      fc.property(
        words,
        fc.string({ unit: fc.constantFrom('a', 'b', 'é'), maxLength: 6 }),
        (strings, other) => {
          const trie = createTrie(strings);
          for (const string of [...strings, other])
            assert.equal(find(trie, string), strings.lastIndexOf(string));
        },
      ),
    );
  });

  it('grows with what it is given', () => {
    const strings = Array.from({ length: 20_000 }, (_, n) => `${n}`);
    const trie = createTrie(strings);
    for (const [place, string] of strings.entries()) assert.equal(find(trie, string), place);
    assert.equal(find(trie, '20000'), NONE);
  });
});
