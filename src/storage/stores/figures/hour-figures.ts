// Sums of the figures that the database keeps for each hour (see migrations/figures-triggers.ts). Hours of which a period
// holds a part only are counted from the predictions themselves.
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Partition, Period } from '../../../feedback/statistics.ts';
import { slicesOf } from '../../engine/chunks.ts';
import type { Database } from '../../engine/database.ts';
import type { Tables } from '../../engine/tables.ts';

const HOUR = 3_600_000;
/** Predictions that are counted at once: milliseconds of SQLite, in which nothing else runs. */
const AT_ONCE = 5000;
/** What is counted at once of all channels, in milliseconds. */
const CHANNEL_SLICE = 3 * HOUR;

const SUMMED = [
  'predictions',
  'negative',
  'neutral',
  'positive',
  'uncertain',
  'up',
  'down',
  'examples',
  'reviewed',
] as const;
export type FigureSums = Readonly<Record<(typeof SUMMED)[number], number>>;
export type FigureGroup = FigureSums & { readonly group: string | number };

/** Start of the hour or day, with whole numbers written out: a bound parameter would make SQLite divide as reals. */
const startOf = (length: number, time: RawBuilder<number>) =>
  sql<number>`${time} / ${sql.lit(length)} * ${sql.lit(length)}`;

type Column = Partition | 'channel';

function groupOf(by: Column | undefined, time: RawBuilder<number>): RawBuilder<string | number> {
  if (by === undefined) return sql<string>`''`;
  if (by === 'hour') return startOf(HOUR, time);
  return by === 'day' ? startOf(24 * HOUR, time) : sql<string>`${sql.ref(by)}`;
}

export const oneIf = (condition: RawBuilder<unknown>) =>
  sql<number>`sum(case when ${condition} then 1 else 0 end)`;
const isExample = sql`(text is not null and (up > 0 or down > 0 or review is not null))`;
/** How each figure is counted from predictions. */
const COUNTED: Readonly<Record<(typeof SUMMED)[number], RawBuilder<number>>> = {
  predictions: sql`count(*)`,
  negative: oneIf(sql`label = 'negative'`),
  neutral: oneIf(sql`label = 'neutral'`),
  positive: oneIf(sql`label = 'positive'`),
  uncertain: oneIf(sql`not certain`),
  up: sql`sum(up)`,
  down: sql`sum(down)`,
  examples: oneIf(isExample),
  reviewed: oneIf(sql`${isExample} and review is not null`),
};

/** @returns the groups of a period that have predictions, in order; all in one group without `by`. */
export async function sumFigures(
  { db }: Pick<Database, 'db'>,
  period: Period,
  by?: Partition,
): Promise<readonly FigureGroup[]> {
  const groups = new Map<string | number, FigureGroup>();
  const collect = (found: readonly FigureGroup[]) => {
    for (const each of found) groups.set(each.group, sumOf(groups.get(each.group), each));
  };
  const { hours, parts } = await divide(db, period);
  collect(await sumHours(db, hours, by));
  for (const part of parts)
    if (part.since < part.until)
      for await (const slice of slicesOf(part, await sliceOf(db, part)))
        collect(await countPart(db, slice, by));
  const inhabited = [...groups.values()].filter(({ predictions }) => predictions > 0);
  return inhabited.sort((a, b) => (a.group < b.group ? -1 : 1));
}

/** Channels are not among the figures of hours: they are counted from predictions. @returns each that has any, in order. */
export async function sumChannels(
  { db }: Pick<Database, 'db'>,
  period: Period,
): Promise<readonly FigureGroup[]> {
  const times = db.selectFrom('predictions').select('created_at');
  const first = await times.orderBy('created_at').limit(1).executeTakeFirst();
  const last = await times.orderBy('created_at', 'desc').limit(1).executeTakeFirst();
  if (!first || !last) return [];
  const since = Math.max(period.since, first.created_at);
  const until = Math.min(period.until, last.created_at + 1);
  const channels = new Map<string | number, FigureGroup>();
  // What belongs to no channel is a group too.
  for await (const slice of slicesOf({ since, until }, CHANNEL_SLICE))
    for (const each of await countPart(db, slice, 'channel'))
      if (each.group !== null) channels.set(each.group, sumOf(channels.get(each.group), each));
  return [...channels.values()].sort((a, b) => (a.group < b.group ? -1 : 1));
}

/** The whole hours of a period, and what is left of it at its ends. No prediction is younger than the newest one. */
export async function divide(db: Kysely<Tables>, { since, until }: Period) {
  const newest = await db
    .selectFrom('predictions')
    .select('created_at')
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  const end = newest === undefined ? since : Math.min(until, newest.created_at + 1);
  const hours = {
    since: Math.ceil(since / HOUR) * HOUR,
    until: (end < until ? Math.ceil(end / HOUR) : Math.floor(end / HOUR)) * HOUR,
  };
  const parts =
    hours.since < hours.until
      ? [
          { since, until: hours.since },
          { since: hours.until, until: end },
        ]
      : [{ since, until: end }];
  return { hours, parts };
}

/** Milliseconds in which about so much is judged as is counted at once, by the hour in which a part begins. */
export async function sliceOf(db: Kysely<Tables>, { since }: Period): Promise<number> {
  const { predictions } = await db
    .selectFrom('figures')
    .select(({ fn }) => fn.sum<number>('predictions').as('predictions'))
    .where('hour', '=', Math.floor(since / HOUR) * HOUR)
    .executeTakeFirstOrThrow();
  return Math.ceil(HOUR / Math.max(1, Math.ceil(Number(predictions) / AT_ONCE)));
}

async function sumHours(db: Kysely<Tables>, { since, until }: Period, by: Partition | undefined) {
  const group = groupOf(by, sql<number>`hour`);
  const rows = await db
    .selectFrom('figures')
    .select(({ fn }) => [group.as('group'), ...SUMMED.map((figure) => fn.sum<number>(figure).as(figure))])
    .where('hour', '>=', since)
    .where('hour', '<', until)
    .$if(by !== undefined, (query) => query.groupBy(group))
    .execute();
  return rows.map(numbered);
}

async function countPart(db: Kysely<Tables>, { since, until }: Period, by: Column | undefined) {
  const group = groupOf(by, sql<number>`created_at`);
  const rows = await db
    .selectFrom('predictions')
    .select([group.as('group'), ...SUMMED.map((figure) => COUNTED[figure].as(figure))])
    .where('created_at', '>=', since)
    .where('created_at', '<', until)
    .$if(by !== undefined, (query) => query.groupBy(group))
    .execute();
  return rows.map(numbered);
}

type Row = { readonly [Figure in keyof FigureSums]: number | string | null } & {
  readonly group: string | number;
};

/** Sums of bigint come from PostgreSQL as strings, and those of no rows as null. */
function numbered({ group, ...sums }: Row): FigureGroup {
  const numbers = Object.entries(sums).map(([figure, sum]) => [figure, Number(sum ?? 0)]);
  // A start of an hour that was summed from bigint is a number on both.
  return { group, ...(Object.fromEntries(numbers) as FigureSums) };
}

function sumOf(earlier: FigureGroup | undefined, found: FigureGroup): FigureGroup {
  if (!earlier) return found;
  const sums = SUMMED.map((figure) => [figure, earlier[figure] + found[figure]]);
  return { group: found.group, ...(Object.fromEntries(sums) as FigureSums) };
}
