// The reasons of votes. They may quote the post: they go whenever its text does.
import { type Expression, type Kysely, type SqlBool, sql } from 'kysely';
import type { Tables } from '../../engine/tables.ts';

/** Reasons on one prediction that are read. */
const MOST = 5;

/** @param which condition on predictions. */
export async function eraseReasons(db: Kysely<Tables>, which: Expression<SqlBool>): Promise<void> {
  await db
    .updateTable('votes')
    .set({ reason: null })
    .where('reason', 'is not', null)
    .where('prediction_id', 'in', (eb) => eb.selectFrom('predictions').select('id').where(which))
    .execute();
}

/** @returns for each prediction the reasons of its votes, newest first. */
export async function reasonsOf(
  db: Kysely<Tables>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (ids.length === 0) return new Map(); // PostgreSQL knows no empty list
  const rows = await db
    .selectFrom('votes')
    .select(['prediction_id', 'reason'])
    .where('prediction_id', 'in', ids)
    .where(sql<boolean>`reason is not null`)
    .orderBy('voted_at', 'desc')
    .execute();
  const found = Map.groupBy(rows, ({ prediction_id }) => prediction_id);
  return new Map(ids.map((id) => [id, (found.get(id) ?? []).slice(0, MOST).map(({ reason }) => reason!)]));
}
