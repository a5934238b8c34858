// Whether a phrase of a post is negated: "sans retard", "pas eu le moindre retard", "never late", "without any delay". Both
// languages are read at once; a post may mix them. Only words that change nothing may stand between the negation and the phrase:
// in "pas content du retard", "pas seulement en retard" and "jamais vu un tel retard" the phrase is not negated.
import type { RuleWord } from './words.ts';

const NEGATIONS = setOf(`
  sans pas aucun aucune jamais ni zero nul nulle
  no not without never neither nor cannot dont didnt doesnt isnt wasnt arent werent hasnt havent hadnt`);

/** What may stand between. */
const BETWEEN = setOf(`
  a au aux d de des du en l la le les un une tout toute
  ai as avons avez ont avait avaient est etait etaient ete eu eue sera seront aura auront
  moindre seul seule encore vraiment tres trop
  gros grosse grand grande petit petite long longue arrive arrivee arrives parti partie partis subi subir connu
  all an any at the in of to be been being was were is are has have had having got get
  ever once yet single really very too even major minor big long short serious significant arrived arriving running`);

/** Negations that stand for a missing thing, so that one before them takes them back: "jamais sans retard". */
const LACKS = setOf('sans without');
const QUANTIFIED = setOf('aucun aucune no');
const ONE = setOf('un une a single');

/** Words between a negation and its phrase. */
const FURTHEST = 5;

/** @param first index of the phrase's first word among the words of the post. */
export function isNegated(post: string, words: readonly RuleWord[], first: number): boolean {
  for (let at = first - 1; at >= 0 && first - at <= FURTHEST + 1; at -= 1) {
    if (!areJoined(post, words, at)) return false;
    if (isNegation(words, at)) return !(LACKS.has(words[at]!.key) && isTakenBack(post, words, at));
    if (!BETWEEN.has(words[at]!.key)) return false;
  }
  return false;
}

/** "jamais sans", "aucun vol sans", "not a flight without". */
function isTakenBack(post: string, words: readonly RuleWord[], lack: number): boolean {
  const before = (back: number) => {
    for (let at = lack - back; at < lack; at += 1)
      if (at < 0 || !areJoined(post, words, at)) return undefined;
    return words[lack - back]!;
  };
  if (before(1) && isNegation(words, lack - 1)) return true;
  if (QUANTIFIED.has(before(2)?.key ?? '')) return true;
  return ONE.has(before(2)?.key ?? '') && before(3) !== undefined && isNegation(words, lack - 3);
}

/** Also the `t` of "didn’t", whatever apostrophe it has. */
function isNegation(words: readonly RuleWord[], at: number): boolean {
  const { key } = words[at]!;
  return NEGATIONS.has(key) || (key === 't' && /^(?:.+n|can)$/.test(words[at - 1]?.key ?? ''));
}

/** Whether no punctuation parts a word from the next. */
function areJoined(post: string, words: readonly RuleWord[], at: number): boolean {
  return /^[\s'’‘"“”«»*_-]*$/.test(post.slice(words[at]!.end, words[at + 1]!.start));
}

function setOf(words: string): ReadonlySet<string> {
  return new Set(words.trim().split(/\s+/));
}
