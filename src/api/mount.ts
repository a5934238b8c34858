// The REST door: which path leads to which handler.
import type { Server } from 'restify';
import type { Ledger } from '../feedback/ledger.ts';
import { jsonBody } from '../http/json-body.ts';
import { loopbackOnly } from '../http/loopback.ts';
import type { Classifier } from '../sentiment/verdict.ts';
import { explain } from './explain.ts';
import { feedback } from './feedback.ts';
import { healthz, readyz, version } from './health.ts';
import { predict } from './predict.ts';

const MAX_BODY_BYTES = 64 * 1024;

export interface ApiParts {
  readonly classifier: Classifier;
  readonly ledger: Ledger;
  /** Resolves when the store answers a query, rejects when it does not. */
  readonly storeAnswers: () => Promise<void>;
  readonly about: { readonly name: string; readonly version: string };
}

export function mountApi(server: Server, parts: ApiParts): void {
  server.get('/healthz', healthz);
  server.get('/readyz', readyz(parts));
  server.get('/version', version({ ...parts.about, model: parts.classifier.model }));
  server.post('/explain', loopbackOnly, ...jsonBody(MAX_BODY_BYTES), explain(parts));
  server.post('/predict', loopbackOnly, ...jsonBody(MAX_BODY_BYTES), predict(parts));
  server.post('/feedback', loopbackOnly, ...jsonBody(MAX_BODY_BYTES), feedback(parts));
}
