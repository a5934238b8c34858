// Tells French from English by letter groups (naive Bayes). Posts are short, so the answer is a good guess (99 % on
// tweets), not a promise. The table is the lab's (`python -m lab language`), and both cut words alike.

import type { Language } from '../verdict.ts';
import table from './languages.json' with { type: 'json' };

/** Enough to tell by. */
const CHARACTERS = 300;
/** Letters in a group; the space before and after a word counts as one. */
const GROUP = 3;

/** Log-odds of French for each group that says something. */
const odds = new Map<string, number>(Object.entries(table));

/**
 * The language a post seems to be written in.
 * @param normalised what {@link normalise} made of the post.
 * @returns `und` when there are no letters, or none that French or English would use that way.
 */
export function detectLanguage(normalised: string): Language {
  const text = normalised.replace(/(?<!\S)(?:http|@user)(?!\S)/g, ' ').slice(0, CHARACTERS);
  let known = 0;
  let french = 0;
  for (const word of text.toLowerCase().match(/\p{L}+/gu) ?? []) {
    const padded = ` ${word} `;
    for (let at = 0; at + GROUP <= padded.length; at++) {
      const weight = odds.get(padded.slice(at, at + GROUP));
      if (weight === undefined) continue;
      known += 1;
      french += weight;
    }
  }
  if (known === 0) return 'und';
  return french > 0 ? 'fr' : 'en';
}
