// Counts over predictions, with the same query on SQLite and PostgreSQL.
import { sql } from 'kysely';
import type { Group, Grouping, Statistics } from '../../feedback/statistics.ts';
import type { Label } from '../../sentiment/verdict.ts';
import type { Database } from '../engine/database.ts';

const HOUR = 3_600_000;

/** Start of the hour or day, with whole numbers written out: a bound parameter would make SQLite divide as reals. */
const startOf = (length: number) => sql<number>`created_at / ${sql.lit(length)} * ${sql.lit(length)}`;

const GROUPS: Readonly<Record<Grouping, ReturnType<typeof sql<string | number>>>> = {
  hour: startOf(HOUR),
  day: startOf(24 * HOUR),
  door: sql<string>`door`,
  language: sql<string>`language`,
  model: sql<string>`model`,
};

const countOf = (label: Label) => sql<number>`sum(case when label = ${sql.lit(label)} then 1 else 0 end)`;

export function createStatistics({ db }: Pick<Database, 'db'>): Statistics {
  return {
    async count({ since, until }, by) {
      const rows = await db
        .selectFrom('predictions')
        .select((eb) => [
          GROUPS[by].as('group'),
          eb.fn.countAll<number>().as('predictions'),
          countOf('negative').as('negative'),
          countOf('neutral').as('neutral'),
          countOf('positive').as('positive'),
          sql<number>`sum(case when certain then 0 else 1 end)`.as('uncertain'),
          eb.fn.sum<number>('up').as('up'),
          eb.fn.sum<number>('down').as('down'),
        ])
        .where('created_at', '>=', since)
        .where('created_at', '<', until)
        .groupBy(GROUPS[by])
        .orderBy(GROUPS[by])
        .execute();
      return rows.map((row): Group => ({ ...row }));
    },
  };
}
