// The trace of a vote, for model monitoring.
import { createHash } from 'node:crypto';
import type { Prediction, Vote } from './prediction.ts';

/** Messages are in Unicode NFC: Kusto's `contains` does not match decomposed accents. */
export const BAD_PREDICTION = 'Mauvaise prédiction'.normalize('NFC');
export const GOOD_PREDICTION = 'Bonne prédiction'.normalize('NFC');

/** A telemetry log line. It never holds the text of a post, nor anything that names a person. */
export interface Trace {
  /** UUID: the same trace has the same id however often it is sent. */
  readonly id: string;
  readonly message: string;
  /** When it happened, milliseconds since 1970-01-01T00:00Z. */
  readonly at: number;
  readonly properties: Readonly<Record<string, string | number | boolean>>;
}

/** The trace of a 👎 (or 👍) on a prediction. */
export function voteTrace(id: string, prediction: Prediction, vote: Vote): Trace {
  return {
    id,
    message: vote.correct ? GOOD_PREDICTION : BAD_PREDICTION,
    at: vote.votedAt,
    properties: {
      predictionId: prediction.id,
      vote: voteId(vote),
      label: prediction.label,
      probability: prediction.probability,
      language: prediction.language,
      model: prediction.model,
      door: prediction.door,
    },
  };
}

/** The same however often a person changes sides, so that an alert can count them once; it tells of no other vote of theirs. */
function voteId({ predictionId, voter }: Vote): string {
  return createHash('sha256').update(`${predictionId} ${voter}`).digest('hex').slice(0, 16);
}
