// Tells the language of a post by its script and its letter groups. Posts are short, so the answer is a good guess (99 %
// on tweets), not a promise. The tables are the lab's (`python -m lab language`), and both sides cut words alike.

import type { Language } from '../verdict.ts';
import tables from './languages.json' with { type: 'json' };
import { createTrie, NONE, ROOT } from './trie.ts';

/** Enough to tell by. */
const CHARACTERS = 300;
const MASKS = /(?<!\S)(?:http|@user)(?!\S)/g;
const LETTERS = /\p{L}/gu;
const LATIN = /\p{Script=Latin}/gu;
const NOT_LATIN = /(?!\p{Script=Latin})\p{L}/u;
/** Letters that French and English leave to others, and what a word with one adds to the odds of another language. */
const FOREIGN = /[ßãåăąćčďđēęěğģīıķļľłńňņőõøřśşšșťțţūůűųźżžơưþðøæ\u1EA0-\u1EF9]/u;
const FOREIGN_WORD = 2;
/** Log-odds from which a post is taken for another language: names and slang weigh more in a short one. */
const SHORT = 5;
const ENOUGH = 0.5;
const ENOUGH_IF_SHORT = 1.5;

/** Groups of two to four letters; the space beside a word counts as one. */
const groups = [...new Set([...Object.keys(tables.french), ...Object.keys(tables.other.groups)])];
const trie = createTrie(groups);
const SHORTEST = 2;
const LONGEST = 4;
/** Log-odds of a group, by its place among the groups; NaN for none: of French against English, of another against these two. */
const french = weightsIn(tables.french);
const other = weightsIn(tables.other.groups);

/**
 * The language a post seems to be written in.
 * @param normalised what {@link normalise} made of the post.
 * @returns `other` for any but French and English; `und` when there is nothing to tell by.
 */
export function detectLanguage(normalised: string): Language {
  const text = normalised.replace(MASKS, ' ').slice(0, CHARACTERS).toLowerCase();
  const words = text.match(/\p{L}+/gu) ?? [];
  if (words.length === 0) return 'und';
  const odds = oddsOf(words);
  if (isOther(text, words, odds.other)) return 'other';
  if (odds.known === 0) return 'und';
  return odds.french > 0 ? 'fr' : 'en';
}

function isOther(text: string, words: readonly string[], odds: number): boolean {
  if (NOT_LATIN.test(text) && countOf(text, LETTERS) > 2 * countOf(text, LATIN)) return true;
  const foreign = FOREIGN.test(text) ? FOREIGN_WORD * words.filter((word) => FOREIGN.test(word)).length : 0;
  return tables.other.bias + odds + foreign > (words.length <= SHORT ? ENOUGH_IF_SHORT : ENOUGH);
}

/** Weights of the groups of one word, those of a size one after the other; for one word after the other. */
const found = new Float64Array((LONGEST + 1 - SHORTEST) * (CHARACTERS + 2));
const counts = new Int32Array(LONGEST + 1 - SHORTEST);

/** Goes once through each word. What is found is added up in the lab's order, shorter groups first: sums are rounded alike. */
function oddsOf(words: readonly string[]) {
  const sums = { french: 0, other: 0, known: 0 };
  for (const word of words) {
    const padded = ` ${word} `;
    counts.fill(0);
    for (let start = 0; start < padded.length; start++) {
      let node = ROOT;
      for (let at = start; at < padded.length; at++) {
        node = trie.step(node, padded.charCodeAt(at));
        if (node === NONE) break;
        const group = trie.endOf(node);
        if (group === NONE) continue;
        const size = at + 1 - start - SHORTEST;
        if (!Number.isNaN(other[group])) found[size * (CHARACTERS + 2) + counts[size]!++] = other[group]!;
        if (Number.isNaN(french[group])) continue;
        sums.known += 1;
        sums.french += french[group]!;
      }
    }
    for (let size = 0; size < counts.length; size++)
      for (let at = 0; at < counts[size]!; at++) sums.other += found[size * (CHARACTERS + 2) + at]!;
  }
  return sums;
}

function weightsIn(table: Readonly<Record<string, number>>): Float64Array {
  return Float64Array.from(groups, (group) => table[group] ?? Number.NaN);
}

function countOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
