// The log line that a vote leaves for whoever watches the model.
import type { Prediction } from './prediction.ts';

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
export function voteTrace(id: string, prediction: Prediction, correct: boolean, at: number): Trace {
  return {
    id,
    message: correct ? GOOD_PREDICTION : BAD_PREDICTION,
    at,
    properties: {
      predictionId: prediction.id,
      label: prediction.label,
      probability: prediction.probability,
      language: prediction.language,
      model: prediction.model,
      door: prediction.door,
    },
  };
}
