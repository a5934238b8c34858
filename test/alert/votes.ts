// Votes on new predictions at times that a test says, in a real store.
import type { Correction, Prediction } from '../../src/feedback/prediction.ts';
import type { Database } from '../../src/storage/engine/database.ts';
import { createFeedbackStore } from '../../src/storage/stores/feedback-store.ts';
import { prediction } from '../feedback/verdicts.ts';

export interface Votes {
  /** 👎 unless told otherwise. */
  readonly correct?: boolean;
  readonly correction?: Correction;
  readonly on?: Prediction;
}

/** @returns the prediction that different people voted on, each at one of these times. */
export async function castVotes(
  database: Database,
  times: readonly number[],
  { correct = false, correction, on = prediction() }: Votes = {},
): Promise<Prediction> {
  const feedback = createFeedbackStore(database);
  if (!(await feedback.findPrediction(on.id))) await feedback.addPrediction(on);
  for (const votedAt of times) {
    const voter = crypto.randomUUID();
    await feedback.castVote(on.id, voter, () => ({
      vote: { predictionId: on.id, voter, correct, correction: correction ?? null, votedAt },
      trace: null,
    }));
  }
  return on;
}
