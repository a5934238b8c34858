// Sums of the figures that the database keeps for each hour and topic. Hours of which a period holds a part only are counted from
// the predictions themselves.
import { type Kysely, sql } from 'kysely';
import type { Group, Period } from '../../../feedback/statistics.ts';
import { slicesOf } from '../../engine/chunks.ts';
import type { Database } from '../../engine/database.ts';
import type { Tables } from '../../engine/tables.ts';
import { divide, oneIf, sliceOf } from './hour-figures.ts';

const COUNTED = {
  predictions: sql<number>`count(*)`,
  negative: oneIf(sql`label = 'negative'`),
  neutral: oneIf(sql`label = 'neutral'`),
  positive: oneIf(sql`label = 'positive'`),
  uncertain: oneIf(sql`not certain`),
  up: sql<number>`sum(up)`,
  down: sql<number>`sum(down)`,
};
type Count = keyof typeof COUNTED;
const COUNTS = Object.keys(COUNTED) as Count[];

/** @returns the topics that predictions of a period have, by name. */
export async function sumTopics({ db }: Pick<Database, 'db'>, period: Period): Promise<readonly Group[]> {
  const topics = new Map<string, Group>();
  const collect = (found: readonly Group[]) => {
    for (const each of found) topics.set(`${each.group}`, sumOf(topics.get(`${each.group}`), each));
  };
  const { hours, parts } = await divide(db, period);
  collect(await sumHours(db, hours));
  for (const part of parts)
    if (part.since < part.until)
      for await (const slice of slicesOf(part, await sliceOf(db, part))) collect(await countPart(db, slice));
  const inhabited = [...topics.values()].filter(({ predictions }) => predictions > 0);
  return inhabited.sort((a, b) => (a.group < b.group ? -1 : 1));
}

async function sumHours(db: Kysely<Tables>, { since, until }: Period): Promise<Group[]> {
  const rows = await db
    .selectFrom('topic_figures')
    .select(({ fn }) => ['topic', ...COUNTS.map((count) => fn.sum<number>(count).as(count))])
    .where('hour', '>=', since)
    .where('hour', '<', until)
    .groupBy('topic')
    .execute();
  return rows.map(numbered);
}

async function countPart(db: Kysely<Tables>, { since, until }: Period): Promise<Group[]> {
  const rows = await db
    .selectFrom('predictions')
    .innerJoin('prediction_topics', 'prediction_topics.prediction_id', 'predictions.id')
    .select(['topic', ...COUNTS.map((count) => COUNTED[count].as(count))])
    .where('created_at', '>=', since)
    .where('created_at', '<', until)
    .groupBy('topic')
    .execute();
  return rows.map(numbered);
}

/** Sums of bigint come from PostgreSQL as strings. */
function numbered({ topic, ...sums }: { readonly topic: string } & Record<Count, number | string>): Group {
  const numbers = COUNTS.map((count) => [count, Number(sums[count])]);
  return { group: topic, ...(Object.fromEntries(numbers) as Record<Count, number>) };
}

function sumOf(earlier: Group | undefined, found: Group): Group {
  if (!earlier) return found;
  const sums = COUNTS.map((count) => [count, earlier[count] + found[count]]);
  return { group: found.group, ...(Object.fromEntries(sums) as Record<Count, number>) };
}
