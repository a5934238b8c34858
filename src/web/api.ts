// The service as the page sees it: a few questions, each answered or failed for a reason that can be put into words.
import type { z } from 'zod';
import type { ExplainOut } from '../api/explain.ts';
import type { FeedbackIn } from '../api/feedback.ts';
import type { IncidentsOut } from '../api/incidents.ts';
import type { BatchOut } from '../api/predict-batch.ts';
import type { PredOut } from '../api/schemas.ts';
import type { StatsOut } from '../api/stats.ts';
import type { Grouping } from '../feedback/statistics.ts';

export type Outcome = { readonly prediction: Prediction } | { readonly failure: Failure };
export type Prediction = z.output<typeof PredOut>;
export type Label = NonNullable<z.output<typeof FeedbackIn>['label']>;
export type Statistics = z.output<typeof StatsOut>;
export type Figures = Statistics['total'];
export type Incidents = z.output<typeof IncidentsOut>;
export type Word = z.output<typeof ExplainOut>['words'][number];

/** Why there is no answer. */
export type Failure =
  | 'unreachable'
  | 'busy'
  | 'nothing'
  | 'long'
  | 'locked'
  | 'forbidden'
  | 'gone'
  | 'failed';

export class ApiError extends Error {
  override name = 'ApiError';
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure);
    this.failure = failure;
  }
}

/** Told to the window when the service asks for a key. */
export const LOCKED = 'locked';

/** Milliseconds to wait for an answer. */
const PATIENCE = 20_000;

/** @throws {ApiError} as all of these do. */
export function predict(text: string): Promise<Prediction> {
  return call('predict', { text });
}

/** Each post is judged or refused on its own; the outcomes come in the order of the posts. */
export async function predictBatch(posts: readonly string[]): Promise<readonly Outcome[]> {
  const body = { posts: posts.map((text) => ({ text })) };
  const { results } = await call<z.output<typeof BatchOut>>('predict/batch', body);
  return results.map((result) =>
    'problem' in result ? { failure: failureOf(result.problem.status, result.problem) } : result,
  );
}

export async function explain(text: string): Promise<readonly Word[]> {
  const { words } = await call<z.output<typeof ExplainOut>>('explain', { text });
  return words;
}

/** Resolves once the vote is on disk. Safe to repeat: the last vote stands. */
export function vote(prediction: Prediction, correct: boolean, label: Label | null): Promise<unknown> {
  return call('feedback', { prediction_id: prediction.id, correct, ...(label && { label }) });
}

/** @param since milliseconds since 1970-01-01T00:00Z. */
export function statistics(since: number, by: Grouping): Promise<Statistics> {
  return call(`stats?by=${by}&since=${new Date(since).toISOString()}`);
}

/** The last times that the alert was raised, the newest first. */
export function lastIncidents(): Promise<Incidents> {
  return call('incidents');
}

/** Version of the model in service. */
export async function modelInService(): Promise<string> {
  return (await call<{ model: string }>('version')).model;
}

/** Lets this browser in with an API key. */
export function openSession(key: string): Promise<unknown> {
  return call('session', { key });
}

/** Whether trying again later, with nothing changed, may help. */
export function mayPass(failure: Failure): boolean {
  return failure === 'unreachable' || failure === 'busy' || failure === 'failed' || failure === 'locked';
}

/** Posts the body; without one, gets. */
async function call<T>(path: string, body?: object): Promise<T> {
  const response = await fetch(path, {
    ...(body && {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    }),
    signal: AbortSignal.timeout(PATIENCE),
  }).catch(() => {
    throw new ApiError('unreachable');
  });
  const answer = await response.json().catch(() => ({}));
  if (response.ok) return answer as T;
  if (response.status === 401) window.dispatchEvent(new Event(LOCKED));
  throw new ApiError(failureOf(response.status, answer));
}

function failureOf(status: number, { title }: { title?: string }): Failure {
  switch (status) {
    case 401:
      return 'locked';
    case 403:
      return 'forbidden';
    case 404:
      return 'gone';
    case 413:
      return 'long';
    case 422:
      return title === 'Nothing to judge' ? 'nothing' : 'long';
    case 429:
    case 503:
      return 'busy';
    case 502:
    case 504:
      return 'unreachable';
    default:
      return 'failed';
  }
}
