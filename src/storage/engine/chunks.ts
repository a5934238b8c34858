// Long work in short statements, and long periods in short queries, with others running in between.

import { type Kysely, sql } from 'kysely';
import { nextTurn } from '../../clock.ts';
import type { Period } from '../../feedback/statistics.ts';
import type { Tables } from './tables.ts';

/** Rows that one statement deletes: milliseconds of SQLite, in which nothing else runs. */
const DELETED_AT_ONCE = 500;

/**
 * Repeats `step` until it finds nothing more.
 * @param size rows that a step touches at most; one that touches fewer was the last.
 * @returns how many rows in all.
 */
export async function inChunks(size: number, step: () => Promise<number>): Promise<number> {
  let total = 0;
  for (;;) {
    const rows = await step();
    total += rows;
    if (rows < size) return total;
    await nextTurn();
  }
}

/**
 * Deletes the rows of a table that are older than `before`, the oldest first.
 * @param time column with milliseconds since 1970-01-01T00:00Z; there is an index on it.
 * @param key columns of the primary key.
 * @returns how many rows in all.
 */
export function deleteOlder<Table extends keyof Tables>(
  db: Kysely<Tables>,
  table: Table,
  { time, key }: { time: keyof Tables[Table] & string; key: readonly (keyof Tables[Table] & string)[] },
  before: number,
): Promise<number> {
  const keys = sql.join(key.map((column) => sql.ref(column)));
  return inChunks(DELETED_AT_ONCE, async () => {
    const { numAffectedRows } = await sql`
      delete from ${sql.table(table)} where (${keys}) in (
        select ${keys} from ${sql.table(table)} where ${sql.ref(time)} < ${before}
        order by ${sql.ref(time)} limit ${sql.lit(DELETED_AT_ONCE)}
      )
    `.execute(db);
    return Number(numAffectedRows ?? 0);
  });
}

/** The slices of a period, in order, each of them at most `length` milliseconds; there is a turn of the event loop after each. */
export async function* slicesOf({ since, until }: Period, length: number): AsyncIterable<Period> {
  for (let from = since; from < until; from += length) {
    yield { since: from, until: Math.min(until, from + length) };
    await nextTurn();
  }
}
