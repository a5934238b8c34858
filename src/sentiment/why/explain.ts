// Which words made a verdict: each is left out once, and what then becomes of the label's score is its weight.
import type { Classifier, ClassifyOptions, Label, Verdict } from '../verdict.ts';
import { type PostWord, wordsOf } from './words.ts';

export interface WeighedWord extends PostWord {
  /** By how much it moves the log-odds of the label that was given; below zero it speaks against it. */
  readonly weight: number;
}

/** Posts that one explanation has judged at most, one after the other; each gives way to the posts of others. */
export const MOST_RUNS = 24;
/** Words that these are enough for, beside the post as a whole: once for its label, and once through every layer. */
const MOST_WORDS = MOST_RUNS - 2;
/** Runs that a long post spends on finding out which of its passages matter. */
const PASSAGES = 12;
/** A score nearer to 0 or 1 counts as this near, so that its log-odds are finite. */
const NEAREST = 1e-6;

/**
 * Weighs the words of a post that may decide, those that were weighed in the order of the post: all of them, or, in a
 * long post, those of the passages that weigh most.
 * @returns no words when nothing in the post can be judged.
 * @throws {ClassifierBusyError} when the queue is full.
 */
export async function explain(
  classifier: Pick<Classifier, 'classify'>,
  post: string,
  options: ClassifyOptions = {},
): Promise<readonly WeighedWord[]> {
  const words = wordsOf(post);
  if (words.length === 0) return [];
  const given = await classifier.classify(post, { ...options, yields: true });
  if (!given) return [];
  const logOdds = async (text: string) =>
    logOddsOf(given.label, await classifier.classify(text, { ...options, yields: true, deep: true }));
  const whole = await logOdds(post);
  const weigh = async (left: readonly PostWord[]) => whole - (await logOdds(without(post, left)));
  const chosen = words.length <= MOST_WORDS ? words : await heaviestPassages(words, weigh);
  const weights = await inTurn(chosen, (word) => weigh([word]));
  return chosen.map((word, at) => ({ ...word, weight: weights[at]! }));
}

/** The words of the passages that weigh most, as many as the runs that are left. */
async function heaviestPassages(
  words: readonly PostWord[],
  weigh: (left: readonly PostWord[]) => Promise<number>,
): Promise<readonly PostWord[]> {
  const size = Math.ceil(words.length / PASSAGES);
  const passages = Array.from({ length: Math.ceil(words.length / size) }, (_, at) =>
    words.slice(at * size, (at + 1) * size),
  );
  const weights = await inTurn(passages, weigh);
  const order = [...passages.keys()].sort((a, b) => Math.abs(weights[b]!) - Math.abs(weights[a]!));
  const chosen = order.flatMap((at) => passages[at]!).slice(0, MOST_WORDS - passages.length);
  return chosen.sort((a, b) => a.start - b.start);
}

async function inTurn<T>(all: readonly T[], run: (one: T) => Promise<number>): Promise<number[]> {
  const done: number[] = [];
  for (const one of all) done.push(await run(one));
  return done;
}

function without(post: string, words: readonly PostWord[]): string {
  return words.toReversed().reduce((text, { start, end }) => text.slice(0, start) + text.slice(end), post);
}

/** Log-odds of a label; 0, as undecided as can be, when nothing is left to judge. */
function logOddsOf(label: Label, verdict: Verdict | null): number {
  if (!verdict) return 0;
  const score = Math.min(Math.max(verdict.scores[label], NEAREST), 1 - NEAREST);
  return Math.log(score / (1 - score));
}
