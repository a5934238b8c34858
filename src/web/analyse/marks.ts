// Cuts a post into what is marked and what is not: the few words that weighed most stand out.
import type { Word } from '../api.ts';

export interface Piece {
  readonly text: string;
  /** Which way a marked piece pulls; null for the text between. */
  readonly towards: 'positive' | 'negative' | null;
}

const MOST = 5;
/** A word that weighs less than this part of the heaviest is not marked. */
const PART = 0.3;
/** In log-odds: less than this moves a probability of 0.5 by two hundredths at most. */
const LEAST = 0.1;

/** The pieces of a post, in order; together they are the post. */
export function markWords(post: string, words: readonly Word[]): readonly Piece[] {
  const byWeight = words.toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
  const least = Math.max(LEAST, PART * Math.abs(byWeight[0]?.weight ?? 0));
  const marked = byWeight
    .slice(0, MOST)
    .filter(({ weight }) => Math.abs(weight) >= least)
    .toSorted((a, b) => a.start - b.start);
  const pieces: Piece[] = [];
  let at = 0;
  for (const { start, end, weight } of marked) {
    pieces.push({ text: post.slice(at, start), towards: null });
    pieces.push({ text: post.slice(start, end), towards: weight > 0 ? 'positive' : 'negative' });
    at = end;
  }
  pieces.push({ text: post.slice(at), towards: null });
  return pieces.filter(({ text }) => text !== '');
}
