// Tells the language of a post by its script and its letter groups. Posts are short, so the answer is a good guess (99 %
// on tweets), not a promise. The tables are the lab's (`python -m lab language`), and both sides cut words alike.

import type { Language } from '../verdict.ts';
import tables from './languages.json' with { type: 'json' };

/** Enough to tell by. */
const CHARACTERS = 300;
const MASKS = /(?<!\S)(?:http|@user)(?!\S)/g;
const LETTERS = /\p{L}/gu;
const LATIN = /\p{Script=Latin}/gu;
/** Letters that French and English leave to others, and what a word with one adds to the odds of another language. */
const FOREIGN = /[ßãåăąćčďđēęěğģīıķļľłńňņőõøřśşšșťțţūůűųźżžơưþðøæ\u1EA0-\u1EF9]/u;
const FOREIGN_WORD = 2;
/** Log-odds from which a post is taken for another language: names and slang weigh more in a short one. */
const SHORT = 5;
const ENOUGH = 0.5;
const ENOUGH_IF_SHORT = 1.5;

/** Log-odds of French against English, for groups of three letters; the space beside a word counts as one. */
const french = new Map<string, number>(Object.entries(tables.french));
/** Log-odds of another language against these two, for groups of two to four. */
const other = new Map<string, number>(Object.entries(tables.other.groups));

/**
 * The language a post seems to be written in.
 * @param normalised what {@link normalise} made of the post.
 * @returns `other` for any but French and English; `und` when there is nothing to tell by.
 */
export function detectLanguage(normalised: string): Language {
  const text = normalised.replace(MASKS, ' ').slice(0, CHARACTERS).toLowerCase();
  const words = text.match(/\p{L}+/gu) ?? [];
  if (words.length === 0) return 'und';
  if (isOther(text, words)) return 'other';
  const { sum, known } = oddsOf(words, french, 3, 3);
  if (known === 0) return 'und';
  return sum > 0 ? 'fr' : 'en';
}

function isOther(text: string, words: readonly string[]): boolean {
  const letters = countOf(text, LETTERS);
  if (letters > 2 * countOf(text, LATIN)) return true;
  const { sum } = oddsOf(words, other, 2, 4);
  const foreign = FOREIGN_WORD * words.filter((word) => FOREIGN.test(word)).length;
  return tables.other.bias + sum + foreign > (words.length <= SHORT ? ENOUGH_IF_SHORT : ENOUGH);
}

function oddsOf(
  words: readonly string[],
  table: ReadonlyMap<string, number>,
  shortest: number,
  longest: number,
) {
  let known = 0;
  let sum = 0;
  for (const word of words) {
    const padded = ` ${word} `;
    for (let size = shortest; size <= longest; size++)
      for (let at = 0; at + size <= padded.length; at++) {
        const weight = table.get(padded.slice(at, at + size));
        if (weight === undefined) continue;
        known += 1;
        sum += weight;
      }
  }
  return { sum, known };
}

function countOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
