// Drops messages that wait, because what they say was erased meanwhile.
import { type Expression, type Kysely, type SqlBool, sql } from 'kysely';
import { z } from 'zod';
import type { Tables } from '../engine/tables.ts';
import { parseColumn } from '../unreadable/rows.ts';

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
    const quoted = idsIn(quotes!);
    // What it quotes cannot be told: it may be this.
    if (!quoted) {
      await dropOrders(db, sql<SqlBool>`id = ${id}`);
      continue;
    }
    if (quoted.length === 0) continue;
    const concerned = await db
      .selectFrom('predictions')
      .select('id')
      .where('id', 'in', quoted)
      .where(which)
      .limit(1)
      .execute();
    if (concerned.length > 0) await dropOrders(db, sql<SqlBool>`id = ${id}`);
  }
}

/** @returns nothing when it cannot be read. */
function idsIn(json: string): readonly string[] | undefined {
  try {
    return parseColumn(json, z.array(z.string()));
  } catch {
    return undefined;
  }
}
