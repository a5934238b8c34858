// The service as the page sees it: a few questions, each answered or failed for a reason that can be put into words.
import type { z } from 'zod';
import type { PredOut } from '../api/contract/schemas.ts';
import type { ChannelFiguresOut } from '../api/routes/channels/channel-figures.ts';
import type { FeedbackIn } from '../api/routes/feedback/feedback.ts';
import type { NextExportOut } from '../api/routes/feedback/next-export.ts';
import type { QueueOut } from '../api/routes/feedback/reviews.ts';
import type { ChallengerOut } from '../api/routes/model/challenger.ts';
import type { DriftOut } from '../api/routes/model/drift.ts';
import type { IncidentOut, IncidentsOut } from '../api/routes/model/incidents.ts';
import type { ModelOut } from '../api/routes/model/model.ts';
import type { StatsOut } from '../api/routes/model/stats.ts';
import type { ExplainOut } from '../api/routes/posts/explain.ts';
import type { BatchOut } from '../api/routes/posts/predict-batch.ts';
import type { VersionOut } from '../api/routes/service/health.ts';
import type { Grouping } from '../feedback/statistics.ts';
import { call, type Failure, failureOf } from './call.ts';

export type BatchOutcome = { readonly prediction: Prediction } | { readonly failure: Failure };
export type Prediction = z.output<typeof PredOut>;
export type Label = NonNullable<z.output<typeof FeedbackIn>['label']>;
export type Statistics = z.output<typeof StatsOut>;
export type Figures = Statistics['total'];
export type ChannelFigures = z.output<typeof ChannelFiguresOut>['channels'][number];
export type Incidents = z.output<typeof IncidentsOut>;
export type Incident = z.output<typeof IncidentOut>;
export type Queue = z.output<typeof QueueOut>;
export type WaitingPost = Queue['posts'][number];
export type NextExport = z.output<typeof NextExportOut>;
export type Drift = z.output<typeof DriftOut>;
export type Model = z.output<typeof ModelOut>;
export type Challenger = z.output<typeof ChallengerOut>;
export type ServiceVersions = z.output<typeof VersionOut>;
/** Why a post got its verdict. */
export interface Explanation {
  readonly words: readonly Word[];
  /** Where the part ends that the model read, in UTF-16 code units; missing where it is not known. */
  readonly judgedUntil?: number | undefined;
}
export type Word = z.output<typeof ExplainOut>['words'][number];

/** @throws {ApiError} as all of these do. */
export function predict(text: string): Promise<Prediction> {
  return call('predict', { text });
}

/** Each post is judged or refused on its own; the outcomes come in the order of the posts. */
export async function predictBatch(posts: readonly string[]): Promise<readonly BatchOutcome[]> {
  const body = { posts: posts.map((text) => ({ text })) };
  const { results } = await call<z.output<typeof BatchOut>>('predict/batch', body);
  return results.map((result) =>
    'problem' in result ? { failure: failureOf(result.problem.status, result.problem) } : result,
  );
}

/** @returns no words when the post was not read as it stands here, so that nothing is marked in the wrong place. */
export async function explain(text: string): Promise<Explanation> {
  const { text: read, words, judged_until } = await call<z.output<typeof ExplainOut>>('explain', { text });
  return read === text ? { words, judgedUntil: judged_until } : { words: [] };
}

/** What somebody says of a verdict. */
export interface Said {
  readonly correct: boolean | null;
  /** The right label, after a No. */
  readonly label: Label | null;
  /** What the post is about; null where that was left as it was. */
  readonly topics: readonly string[] | null;
}

/** Resolves once the vote is on disk. Safe to repeat: the last vote stands. */
export function vote(prediction: Prediction, { correct, label, topics }: Said): Promise<unknown> {
  return call('feedback', {
    ...{ prediction_id: prediction.id, correct },
    ...(label && { label }),
    ...(topics && { topics }),
  });
}

/** @param since milliseconds since 1970-01-01T00:00Z. */
export function statistics(since: number, by: Grouping): Promise<Statistics> {
  return call(`stats?by=${by}&since=${new Date(since).toISOString()}`);
}

/** Those whose posts one may read, most posts first. @param since milliseconds since 1970-01-01T00:00Z. */
export async function channelFigures(since: number): Promise<readonly ChannelFigures[]> {
  const query = `since=${new Date(since).toISOString()}`;
  return (await call<z.output<typeof ChannelFiguresOut>>(`channels/figures?${query}`)).channels;
}

/** The last times that the alert was raised, the newest first. */
export function lastIncidents(): Promise<Incidents> {
  return call('incidents');
}

export function oneIncident(id: string): Promise<Incident> {
  return call(`incidents/${encodeURIComponent(id)}`);
}

/** @param since milliseconds since 1970-01-01T00:00Z. */
export function driftSince(since: number): Promise<Drift> {
  return call(`drift?since=${new Date(since).toISOString()}`);
}

/** The card of the model in service. */
export function modelInService(): Promise<Model> {
  return call('model');
}

/** How a second model fares beside it. @param since milliseconds since 1970-01-01T00:00Z. */
export function challengerSince(since: number): Promise<Challenger> {
  return call(`challenger?since=${new Date(since).toISOString()}`);
}

/** Which posts of the queue; what is missing is no matter. */
export type QueueFilter = { readonly [name in 'kind' | 'door' | 'language']?: string };

/** A page of what waits for a reviewer. @param from where the page before ended; null for the first one. */
export function reviewQueue(from: string | null, filter: QueueFilter): Promise<Queue> {
  const query = new URLSearchParams({ ...filter, ...(from && { after: from }) });
  return call(query.size > 0 ? `reviews?${query}` : 'reviews');
}

/** What the next export holds. @param most how many reviewed posts to list. */
export function nextExport(most: number): Promise<NextExport> {
  return call(`export/next?limit=${most}`);
}

/**
 * Resolves once it is on disk.
 * @param said what is right, and what the post is about unless that is left open; null takes a review back.
 * @param key however often the same decision is sent under it, it counts once.
 */
export function sendReview(
  id: string,
  said: { readonly label: Label; readonly topics?: readonly string[] | undefined } | null,
  key: string,
): Promise<unknown> {
  const headers = { 'Idempotency-Key': key };
  return said === null
    ? call(`reviews/${id}`, undefined, { method: 'DELETE', headers })
    : call(`reviews/${id}`, said, { method: 'PUT', headers });
}

/** Of the service and of the model in it. */
export function versions(): Promise<ServiceVersions> {
  return call('version');
}

/** Lets this browser in with an API key. */
export function openSession(key: string): Promise<unknown> {
  return call('session', { key });
}
