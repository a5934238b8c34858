// Tells French from English. Posts are short, so the answer is a good guess (98 % on tweets), not a promise.
import { detect } from 'tinyld';
import type { Language } from './verdict.ts';

/** Enough to tell by; the detector takes 7 ms for every further 1,000 characters. */
const CHARACTERS = 300;

/**
 * The language a post seems to be written in.
 * @param normalised what {@link normalise} made of the post.
 * @returns `und` when there are no letters, or none that French or English would use that way.
 */
export function detectLanguage(normalised: string): Language {
  const words = normalised.replace(/(?<!\S)(?:http|@user)(?!\S)/g, ' ').slice(0, CHARACTERS);
  if (!/\p{L}/u.test(words)) return 'und';
  const language = detect(words, { only: ['fr', 'en'] });
  return language === 'fr' || language === 'en' ? language : 'und';
}
