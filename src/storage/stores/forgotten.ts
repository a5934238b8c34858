// Marks of what was forgotten, for work that was under way meanwhile: it looks at them in the transaction that writes.
import { type Kysely, sql } from 'kysely';
import { composedOnce } from '../composed.ts';
import type { Database } from '../engine/database.ts';
import { noNul } from '../engine/rows.ts';
import type { Tables } from '../engine/tables.ts';

/** Of the transactions that write about people on PostgreSQL, where one may read before a mark is made and write after it. */
const LOCK = 0x666f7267;

const marksOf = composedOnce((db, subjects: readonly string[]) =>
  db.selectFrom('forgotten').selectAll().where('subject', 'in', subjects),
);

const holdTogether = composedOnce((db) =>
  db.selectNoFrom(sql`pg_advisory_xact_lock_shared(${sql.lit(LOCK)})`.as('held')),
);

/** Marks subjects (keyed hashes of people, origins of posts) as forgotten at `at`, after every write that is under way. */
export async function markForgotten(
  { db, kind }: Pick<Database, 'db' | 'kind'>,
  subjects: readonly string[],
  at: number,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    if (kind === 'postgres') await sql`select pg_advisory_xact_lock(${LOCK})`.execute(trx);
    await trx
      .insertInto('forgotten')
      .values([...new Set(subjects)].map((subject) => ({ subject: noNul(subject), at })))
      .onConflict((conflict) => conflict.column('subject').doUpdateSet({ at }).where('forgotten.at', '<', at))
      .execute();
  });
}

/**
 * Lets nobody be marked until the transaction ends. Before its first row is locked: whoever waits to mark somebody may wait for
 * one that waits for that row.
 */
export async function holdMarks(trx: Kysely<Tables>, kind: Database['kind']): Promise<void> {
  if (kind === 'postgres') await holdTogether(trx);
}

/** Since when each of these subjects is forgotten; nothing is marked until the transaction ends. */
export async function readForgotten(
  trx: Kysely<Tables>,
  kind: Database['kind'],
  subjects: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  await holdMarks(trx, kind);
  if (subjects.length === 0) return new Map();
  const { rows } = await marksOf(trx, [...new Set(subjects.map(noNul))]);
  return new Map(rows.map(({ subject, at }) => [subject, at]));
}

/** Whether one of these (people, or origins of posts) was forgotten at `at`, milliseconds since 1970, or later: what was received then is not written. */
export async function wereForgotten(
  trx: Kysely<Tables>,
  kind: Database['kind'],
  subjects: readonly (string | null)[],
  at: number,
): Promise<boolean> {
  const marks = await readForgotten(
    trx,
    kind,
    subjects.filter((subject) => subject !== null),
  );
  return [...marks.values()].some((forgotten) => forgotten >= at);
}
