// The table of all routes of the REST door.
import type { Ledger } from '../feedback/ledger.ts';
import type { Classifier } from '../sentiment/verdict.ts';
import { docs, docsFile } from './docs.ts';
import { feedback } from './feedback.ts';
import { healthz, readyz, version } from './health.ts';
import { createInFlight } from './in-flight.ts';
import { openApi } from './openapi.ts';
import { predict } from './predict.ts';
import { predictBatch } from './predict-batch.ts';
import { prediction } from './prediction.ts';
import type { Route } from './route.ts';

export interface RouteParts {
  readonly classifier: Classifier;
  readonly ledger: Ledger;
  /** Posts that the REST door may have in hand at once. */
  readonly postsInFlight: number;
  /** Resolves when the store answers a query, rejects when it does not. */
  readonly storeAnswers: () => Promise<void>;
  readonly about: { readonly name: string; readonly version: string };
}

export function createRoutes(given: RouteParts): readonly Route[] {
  const parts = { ...given, inFlight: createInFlight(given.postsInFlight) };
  const routes: readonly Route[] = [
    predict(parts),
    predictBatch(parts),
    prediction(parts),
    feedback(parts),
    healthz(),
    readyz(parts),
    version({ ...parts.about, model: parts.classifier.model }),
    openApi(() => routes, parts.about.version),
    docs(),
    docsFile(),
  ];
  return routes;
}
