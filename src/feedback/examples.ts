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
 * The label that a reviewer gave; without a review, the label that most people stand behind. A 👍 speaks for the verdict, a
 * 👎 for its correction; a 👎 without one speaks against the verdict, and for neither of the other two labels.
 * @returns null when two labels have as many people, or the verdict as many against as for it.
 */
export function agreedLabel({ prediction, votes, review }: VotedPrediction): Correction | null {
  if (review) return review.label;
  const support = new Map<Correction | null, number>();
  for (const { correct, correction } of votes) {
    const label = correct ? prediction.label : correction;
    support.set(label, (support.get(label) ?? 0) + 1);
  }
  const unnamed = support.get(null) ?? 0;
  support.set(prediction.label, (support.get(prediction.label) ?? 0) - unnamed);
  support.delete(null);
  const [first, second] = [...support].sort(([, a], [, b]) => b - a);
  return first && first[1] > Math.max(0, second?.[1] ?? 0) ? first[0] : null;
}

/**
 * The topics that a reviewer gave; without a review that names any, those that more than half of the people name who said what
 * the post is about.
 * @returns null where nobody said.
 */
export function agreedTopics({ votes, review }: VotedPrediction): readonly string[] | null {
  if (review?.topics) return review.topics;
  const said = votes.flatMap(({ topics }) => (topics ? [topics] : []));
  if (said.length === 0) return null;
  const names = [...new Set(said.flat())].sort();
  return names.filter((name) => 2 * said.filter((topics) => topics.includes(name)).length > said.length);
}
