// What the challenger needs from a store. src/storage implements it on SQLite and on PostgreSQL.
import type { Period } from '../feedback/statistics.ts';
import type { Label } from '../sentiment/verdict.ts';
import type { Counts } from './comparison.ts';

/** The challenger's verdict on a post that the model in service judged. It holds no text. */
export interface ChallengerVerdict {
  readonly predictionId: string;
  /** Version of the challenger. */
  readonly challenger: string;
  readonly label: Label;
  /** Calibrated probability that the post is positive. */
  readonly probability: number;
}

export interface ChallengerStore {
  /** Keeps those whose prediction still exists; one that is kept already stays as it is. */
  addVerdicts(verdicts: readonly ChallengerVerdict[]): Promise<void>;
  /** @param pair versions of the two models; votes and reviews count where their prediction does. */
  compare(pair: { readonly champion: string; readonly challenger: string }, period: Period): Promise<Counts>;
}
