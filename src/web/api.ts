// The service as the page sees it: three questions, each answered or failed for a reason that can be put into words.
import type { z } from 'zod';
import type { ExplainOut } from '../api/explain.ts';
import type { FeedbackIn } from '../api/feedback.ts';
import type { PredOut } from '../api/predict.ts';

export type Prediction = z.output<typeof PredOut>;
export type Label = NonNullable<z.output<typeof FeedbackIn>['label']>;
export type Word = z.output<typeof ExplainOut>['words'][number];

/** Why there is no answer. */
export type Failure = 'unreachable' | 'busy' | 'nothing' | 'long' | 'forbidden' | 'gone' | 'failed';

export class ApiError extends Error {
  override name = 'ApiError';
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure);
    this.failure = failure;
  }
}

/** Milliseconds to wait for an answer. */
const PATIENCE = 20_000;

/** @throws {ApiError} as all three do. */
export function predict(text: string): Promise<Prediction> {
  return call('predict', { text });
}

export async function explain(text: string): Promise<readonly Word[]> {
  const { words } = await call<z.output<typeof ExplainOut>>('explain', { text });
  return words;
}

/** Resolves once the vote is on disk. Safe to repeat: the last vote stands. */
export function vote(prediction: Prediction, correct: boolean, label: Label | null): Promise<unknown> {
  return call('feedback', { prediction_id: prediction.id, correct, ...(label && { label }) });
}

/** Whether trying again later, with nothing changed, may help. */
export function mayPass(failure: Failure): boolean {
  return failure === 'unreachable' || failure === 'busy' || failure === 'failed';
}

async function call<T>(path: string, body: object): Promise<T> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(PATIENCE),
  }).catch(() => {
    throw new ApiError('unreachable');
  });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new ApiError(failureOf(response.status, answer));
  return answer as T;
}

function failureOf(status: number, { title }: { title?: string }): Failure {
  switch (status) {
    case 401:
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
