// Predictions that people voted on or reviewed, as examples to learn from.
import type { Correction, Prediction, Vote } from './prediction.ts';
import type { Review } from './review.ts';
import type { Period } from './statistics.ts';

/** A prediction whose text is kept, with everybody's vote on it, and what a reviewer said of it. */
export interface VotedPrediction {
  readonly prediction: Prediction & { readonly text: string };
  readonly votes: readonly Vote[];
  /** The current review; without one there is at least one vote. */
  readonly review: Review | null;
}

export interface ExampleStore {
  /**
   * Oldest first, a chunk at a time, however many there are.
   * @param seenBy keyed hash of a person: then only posts that they may see.
   */
  votedPredictions(period: Period, seenBy?: string): AsyncIterable<readonly VotedPrediction[]>;
}

/**
 * The label that a reviewer gave; without one, the label that most people stand behind: a 👍 speaks for the verdict, a 👎 for its correction, and a 👎 without one
 * for the other label, since the model has two.
 * @returns null when two labels have as many people.
 */
export function agreedLabel({ prediction, votes, review }: VotedPrediction): Correction | null {
  if (review) return review.label;
  const other = prediction.label === 'positive' ? 'negative' : 'positive';
  const support = new Map<Correction, number>();
  for (const { correct, correction } of votes) {
    const label = correct ? prediction.label : (correction ?? other);
    support.set(label, (support.get(label) ?? 0) + 1);
  }
  const [first, second] = [...support].sort(([, a], [, b]) => b - a);
  return first && first[1] !== second?.[1] ? first[0] : null;
}
