// Drops messages that wait, because what they say was erased meanwhile.
import { type Expression, type Kysely, type SqlBool, sql } from 'kysely';
import type { Tables } from '../engine/tables.ts';

/** One that is being sent is not tried again, should that fail: nobody wants to read it any more. */
export async function dropOrders(db: Kysely<Tables>, which: Expression<SqlBool>): Promise<void> {
  await db.deleteFrom('orders').where('sending_at', 'is', null).where(which).execute();
  await db.updateTable('orders').set({ until: 0 }).where('sending_at', 'is not', null).where(which).execute();
}

/** Drops messages that quote predictions. Few messages wait, and fewer quote. @param which is about `predictions`. */
export async function dropQuoting(db: Kysely<Tables>, which: Expression<SqlBool>): Promise<void> {
  const waiting = await db
    .selectFrom('orders')
    .select(['id', 'quotes'])
    .where('quotes', 'is not', null)
    .execute();
  for (const { id, quotes } of waiting) {
    const concerned = await db
      .selectFrom('predictions')
      .select('id')
      .where('id', 'in', JSON.parse(quotes!) as string[])
      .where(which)
      .limit(1)
      .execute();
    if (concerned.length > 0) await dropOrders(db, sql<SqlBool>`id = ${id}`);
  }
}
