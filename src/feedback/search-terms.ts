// Reads what somebody typed into a search box: words that must all be there, and "phrases in quotes".
import { INVISIBLE } from '../sentiment/text/normalise.ts';
import type { SearchTerm } from './posts.ts';

/** Longer than any word that means something; databases limit what they index. */
export const LONGEST_WORD = 100;

/** Signs that stand after a name, and are letters once they are taken apart. */
const TRADE_MARKS = /[™℠]/g;

/**
 * The words of a text as they are compared: small letters and digits without accents, styled ones and those of « m² » and
 * « 1ᵉʳ » as plain ones. What stands between words does not count, so that "l’avion" is two.
 */
export function searchWordsOf(text: string): string[] {
  const shown = text.replace(INVISIBLE, '').replace(TRADE_MARKS, ' ');
  const plain = shown.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => word.slice(0, LONGEST_WORD));
}

/** A word alone is also found in the singular or plural; in quotes it stands as it is written. */
export function searchTermsOf(query: string): SearchTerm[] {
  return query.split(/["«»“”]/).flatMap((part, i): SearchTerm[] => {
    const words = searchWordsOf(part);
    if (i % 2 === 0)
      return words.map((word) => distinct([word, ...numberOf(word)].flatMap((form) => spellingsOf([form]))));
    return words.length > 0 ? [distinct(spellingsOf(words))] : [];
  });
}

function numberOf(word: string): string[] {
  if (word.length < 3 || /\p{N}/u.test(word)) return [];
  if (/^.{3,}s$/.test(word) || /^.{2,}[aeo]ux$/.test(word)) return [word.slice(0, -1)];
  return /[aeo]u$/.test(word) ? [`${word}x`, `${word}s`] : [`${word}s`];
}

/** Ligatures are typed both ways, cœur and coeur, but hardly both in one phrase: each mixture would double what is looked for. */
function spellingsOf(words: readonly string[]): string[][] {
  const apart = words.map((word) => word.replaceAll('œ', 'oe').replaceAll('æ', 'ae'));
  const joined = apart.map((word) => word.replaceAll('oe', 'œ').replaceAll('ae', 'æ'));
  return [[...words], apart, joined];
}

function distinct(ways: readonly (readonly string[])[]): SearchTerm {
  return [...new Map(ways.map((words) => [words.join(' '), words])).values()];
}
