// The words of a post that may have decided its verdict, and where they stand.
import { isEmpty, normalise } from '../text/normalise.ts';
import { saysLittle } from './stop-words.ts';

export interface PostWord {
  /** Where the word stands in the post, in UTF-16 code units: from `start` up to `end`. */
  readonly start: number;
  readonly end: number;
}

/** About what fits into the model's window. */
const MOST = 100;
const SIGN = /[\p{L}\p{N}\p{Extended_Pictographic}]/u;
const FIRST = /[#\p{L}\p{N}\p{Extended_Pictographic}]/u;
/** What is left before an apostrophe in French. */
const ELISION = /^(?:[cdjlmnst]|qu|lorsqu|jusqu|puisqu)['’](?=\p{L})/iu;
/** Belongs to the sign before it: an accent, the colour of a skin. */
const BELONGING = /^(?:\p{M}|\p{Emoji_Modifier}|\u200D|\uFE0F)*/u;
const HOUSE = /\bair[ \u00A0-]paradis\b/gi;

/** The words among the first hundred that may decide, without the punctuation around them. */
export function wordsOf(post: string): readonly PostWord[] {
  const house = [...post.matchAll(HOUSE)].map(({ index, 0: name }) => ({
    start: index,
    end: index + name.length,
  }));
  return [...post.matchAll(/\S+/g)]
    .slice(0, MOST)
    .filter(([word]) => !isEmpty(normalise(word)))
    .map(({ 0: word, index }) => trimmed(word, index))
    .filter(({ start, end }) => start < end && !saysLittle(post.slice(start, end)))
    .filter(({ start, end }) => !house.some((name) => name.start <= start && end <= name.end));
}

function trimmed(word: string, index: number): PostWord {
  const signs = [...word];
  const first = signs.findIndex((sign) => FIRST.test(sign));
  const last = signs.findLastIndex((sign) => SIGN.test(sign));
  if (last < 0) return { start: index, end: index + word.length }; // an emoticon
  const before = signs.slice(0, first).join('').length;
  const core = signs.slice(first, last + 1).join('');
  const elided = ELISION.exec(core)?.[0].length ?? 0;
  const rest = BELONGING.exec(word.slice(before + core.length))![0].length;
  return { start: index + before + elided, end: index + before + core.length + rest };
}
