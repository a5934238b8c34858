// The filter of posts as conditions of queries over `predictions`.
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { FeedbackKind, PostFilter, PostPlace } from '../../../feedback/posts.ts';
import { maySee } from '../../engine/post-access.ts';
import { noNul } from '../../engine/rows.ts';

type Condition = RawBuilder<SqlBool>;

const corrected = sql<SqlBool>`(review is not null and exists (
    select 1 from reviews where reviews.id = predictions.review and reviews.label <> predictions.label)
  or down > 0 and exists (
    select 1 from votes where votes.prediction_id = predictions.id and votes.correction is not null))`;

/** Word for word the condition of the index of posts that people said something of. */
const judged = sql<SqlBool>`(up > 0 or down > 0 or review is not null)`;

const FEEDBACK: Readonly<Record<FeedbackKind, Condition>> = {
  voted: sql`(up > 0 or down > 0)`,
  disputed: sql`down > 0`,
  corrected,
  none: sql`not ${judged}`,
};

/** Whether no index leads nearer to the posts than that of their topic. */
export function isFoundByTopic(filter: PostFilter): filter is PostFilter & { readonly topic: string } {
  const { topic, channel, feedback, disputedIn } = filter;
  return topic !== undefined && channel === undefined && !disputedIn && (feedback ?? 'none') === 'none';
}

/** What an index leads to: together with the order of time it decides how many posts are looked at. */
export function indexedConditions(filter: PostFilter): Condition[] {
  const { since, until, channel, status, feedback, disputedIn } = filter;
  return [
    ...(since !== undefined ? [sql<SqlBool>`created_at >= ${since}`] : []),
    ...(until !== undefined ? [sql<SqlBool>`created_at < ${until}`] : []),
    ...(channel !== undefined ? [sql<SqlBool>`channel = ${noNul(channel)}`] : []),
    ...(status !== undefined ? [sql<SqlBool>`status = ${status}`] : []),
    ...((feedback !== undefined && feedback !== 'none') || disputedIn ? [judged] : []),
  ];
}

/** What has to be looked at. */
export function otherConditions(filter: PostFilter): Condition[] {
  const { label, certain, language, topic, source, feedback, disputedIn, seenBy } = filter;
  return [
    ...(label !== undefined ? [sql<SqlBool>`label = ${label}`] : []),
    ...(certain !== undefined ? [certain ? sql<SqlBool>`certain` : sql<SqlBool>`not certain`] : []),
    ...(language !== undefined ? [sql<SqlBool>`language = ${language}`] : []),
    ...(topic !== undefined ? [isAbout(topic)] : []),
    ...(source !== undefined ? [isFrom(source)] : []),
    ...(feedback !== undefined ? [FEEDBACK[feedback]] : []),
    ...(disputedIn
      ? [
          sql<SqlBool>`exists (select 1 from votes where votes.prediction_id = predictions.id and not votes.correct
            and votes.voted_at >= ${disputedIn.since} and votes.voted_at < ${disputedIn.until})`,
        ]
      : []),
    ...(seenBy !== undefined ? [maySee(seenBy)] : []),
  ];
}

/** Comes after a place in the list, if there is one; ids put what is of one moment in order. */
export function isAfter(place: PostPlace | undefined): Condition[] {
  if (!place) return [];
  const { at, id } = place;
  return [sql`(created_at <= ${at} and (created_at < ${at} or id < ${id}))`];
}

export function all(conditions: readonly Condition[]): Condition {
  return conditions.length > 0 ? sql`(${sql.join(conditions, sql` and `)})` : sql`(1 = 1)`;
}

function isAbout(topic: string): Condition {
  return sql`exists (
    select 1 from prediction_topics where prediction_id = predictions.id and topic = ${noNul(topic)})`;
}

function isFrom(source: string): Condition {
  if (source === 'teams') return sql`door = 'teams'`;
  if (source === 'api') return sql`(door = 'api' and origin is null)`;
  const beginning = `${source}:`;
  return sql`(door = 'api' and substr(origin, 1, ${sql.lit(beginning.length)}) = ${beginning})`;
}
