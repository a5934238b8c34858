// Between what the rooms speak of and the rows that hold it.
import type { Insertable, Selectable } from 'kysely';
import { z } from 'zod';
import { type Correction, DOORS, type Prediction, type Vote } from '../../feedback/prediction.ts';
import type { Review } from '../../feedback/review.ts';
import type { Trace } from '../../feedback/trace.ts';
import { type Brand, LABELS, LANGUAGES, scoresOf, type Verdict } from '../../sentiment/verdict.ts';
import { ACTS } from '../../topics/topic.ts';
import { knownWord, parseColumn } from '../unreadable/rows.ts';
import type { PredictionsTable, ReviewsTable, TracesTable, VotesTable } from './tables.ts';

/** PostgreSQL keeps no U+0000; it becomes the replacement character in both databases. */
export const noNul = (text: string) => text.replaceAll('\0', '\uFFFD');

export function fromPrediction({
  createdAt,
  text,
  origin,
  channel,
  thread,
  brand,
  reading,
  scores,
  topics,
  act,
  needsAnswer,
  certainFrom: _notKept,
  ...prediction
}: Prediction): Insertable<PredictionsTable> {
  return {
    ...prediction,
    neutral: scores.neutral,
    created_at: createdAt,
    text: text && noNul(text),
    origin: origin && noNul(origin),
    channel: channel && noNul(channel),
    thread: thread && noNul(thread),
    brand: brand ? JSON.stringify(brand) : null,
    pieces: reading?.pieces ?? null,
    unknown_pieces: reading?.unknown ?? null,
    surprise: reading?.surprise ?? null,
    topics: topics ? JSON.stringify(topics) : null,
    act: act ?? null,
    needs_answer: needsAnswer ?? null,
  };
}

/** @throws {UnreadableRowError} */
export function toPrediction(
  row: Selectable<Omit<PredictionsTable, 'up' | 'down' | 'review' | 'status'>>,
): Prediction {
  return {
    id: row.id,
    createdAt: row.created_at,
    door: knownWord('door', DOORS, row.door),
    origin: row.origin,
    channel: row.channel,
    thread: row.thread,
    author: row.author,
    text: row.text,
    label: knownWord('label', LABELS, row.label),
    scores: scoresOf(row.probability, row.neutral),
    probability: row.probability,
    certain: Boolean(row.certain),
    language: knownWord('language', LANGUAGES, row.language),
    truncated: Boolean(row.truncated),
    model: row.model,
    ...(row.brand !== null && { brand: toBrand(row.brand) }),
    ...readingOf(row),
    ...topicsOf(row),
  };
}

const label = z.enum(LABELS);
const score = z.number();
const brandSchema = z.object({
  rules: z.array(z.object({ phrase: z.string(), label })),
  own: z.object({
    label,
    scores: z.object({ negative: score, neutral: score, positive: score }).optional(),
    probability: score,
    certain: z.boolean(),
  }),
});

/** What was kept under a model with two labels has no scores. @throws {UnreadableRowError} */
export function toBrand(json: string): Brand {
  const { rules, own } = parseColumn(json, brandSchema);
  return { rules, own: { ...own, scores: own.scores ?? scoresOf(own.probability, 0) } };
}

/** Predictions from before readings were kept have none. */
export function readingOf({
  pieces,
  unknown_pieces: unknown,
  surprise,
}: Pick<Selectable<PredictionsTable>, 'pieces' | 'unknown_pieces' | 'surprise'>): Pick<Verdict, 'reading'> {
  if (pieces === null || unknown === null || surprise === null) return {};
  return { reading: { pieces, unknown, surprise } };
}

const topicsSchema = z.array(z.object({ name: z.string(), probability: z.number() }));

/** Predictions of models without topics have none. @throws {UnreadableRowError} */
function topicsOf({
  topics,
  act,
  needs_answer: needsAnswer,
}: Pick<Selectable<PredictionsTable>, 'topics' | 'act' | 'needs_answer'>): Pick<
  Verdict,
  'topics' | 'act' | 'needsAnswer'
> {
  return {
    ...(topics !== null && { topics: parseColumn(topics, topicsSchema) }),
    ...(act !== null && { act: knownWord('act', ACTS, act) }),
    ...(needsAnswer !== null && { needsAnswer }),
  };
}

/** Names of topics that somebody gave. @throws {UnreadableRowError} */
export function toTopicNames(json: string): readonly string[] {
  return parseColumn(json, z.array(z.string()));
}

export function fromVote({
  predictionId,
  votedAt,
  reactions,
  reason,
  topics,
  ...vote
}: Vote): Insertable<VotesTable> {
  return {
    ...vote,
    prediction_id: predictionId,
    voted_at: votedAt,
    reactions: reactions?.length ? JSON.stringify(reactions) : null,
    reason: reason === undefined ? null : noNul(reason),
    topics: topics ? JSON.stringify(topics) : null,
  };
}

export function toVote(row: Selectable<VotesTable>): Vote {
  return {
    predictionId: row.prediction_id,
    voter: row.voter,
    correct: Boolean(row.correct),
    correction: row.correction as Correction | null,
    votedAt: row.voted_at,
    ...(row.reactions !== null && { reactions: JSON.parse(row.reactions) }),
    ...(row.reason !== null && { reason: row.reason }),
    ...(row.topics !== null && { topics: toTopicNames(row.topics) }),
  };
}

export function fromReview({
  predictionId,
  reviewedAt,
  topics,
  ...review
}: Review): Insertable<ReviewsTable> {
  const said = topics ? JSON.stringify(topics) : null;
  return { ...review, topics: said, prediction_id: predictionId, reviewed_at: reviewedAt };
}

export function toReview(row: Selectable<ReviewsTable>): Review {
  return {
    id: row.id,
    predictionId: row.prediction_id,
    label: row.label as Correction,
    reviewer: row.reviewer,
    reviewedAt: row.reviewed_at,
    ...(row.topics !== null && { topics: toTopicNames(row.topics) }),
  };
}

export function fromTrace({ properties, ...trace }: Trace): Insertable<TracesTable> {
  return { ...trace, properties: JSON.stringify(properties) };
}

const properties = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

/** @throws {UnreadableRowError} */
export function toTrace({ id, at, message, properties: json }: Selectable<TracesTable>): Trace {
  return { id, at, message, properties: parseColumn(json, properties) };
}
