// Which words made a verdict: each word is left out once, and what then becomes of the probability is its weight.
import { isEmpty, normalise } from '../text/normalise.ts';
import type { Classifier, ClassifyOptions, Verdict } from '../verdict.ts';

export interface WeighedWord {
  /** Where the word stands in the post, in UTF-16 code units: from `start` up to `end`. */
  readonly start: number;
  readonly end: number;
  /** By how much it moves the log-odds of positive; below zero it speaks for negative. */
  readonly weight: number;
}

/** About what fits into the model's window; words after these are not weighed. */
const MAX_WORDS = 100;
/** Judged at a time, so that the posts of others never wait behind a whole explanation. */
export const WORDS_AT_ONCE = 16;
/** A probability nearer to 0 or 1 counts as this near, so that its log-odds are finite. */
const NEAREST = 1e-6;

/**
 * Weighs the words of a post, those that were weighed in the order of the post. Links and handles are no words.
 * @returns no words when nothing in the post can be judged.
 * @throws {ClassifierBusyError} when the queue is full.
 */
export async function explain(
  classifier: Pick<Classifier, 'classify'>,
  post: string,
  options: ClassifyOptions = {},
): Promise<readonly WeighedWord[]> {
  const logOdds = async (text: string) => logOddsOf(await classifier.classify(text, options));
  const words = wordsOf(post).slice(0, MAX_WORDS);
  const whole = words.length > 0 ? await logOdds(post) : 0;
  const weighed: WeighedWord[] = [];
  for (let next = 0; next < words.length; next += WORDS_AT_ONCE) {
    const batch = words.slice(next, next + WORDS_AT_ONCE).map(async ({ start, end }) => {
      const without = post.slice(0, start) + post.slice(end);
      return { start, end, weight: whole - (await logOdds(without)) };
    });
    weighed.push(...(await Promise.all(batch)));
  }
  return weighed;
}

function wordsOf(post: string): { readonly start: number; readonly end: number }[] {
  return [...post.matchAll(/\S+/g)]
    .filter(([word]) => !isEmpty(normalise(word)))
    .map(({ 0: word, index }) => ({ start: index, end: index + word.length }));
}

/** Log-odds of positive; 0, as undecided as can be, when nothing is left to judge. */
function logOddsOf(verdict: Verdict | null): number {
  if (!verdict) return 0;
  const probability = Math.min(Math.max(verdict.probability, NEAREST), 1 - NEAREST);
  return Math.log(probability / (1 - probability));
}
