// Rows of the queues that cannot be read: they stay where they are, found by whatever erases them, but nobody takes them and
// nobody waits for them.
import type { Kysely } from 'kysely';
import type { Database } from '../engine/database.ts';
import type { Tables } from '../engine/tables.ts';

const QUEUES = ['jobs', 'orders', 'traces'] as const;

/** @param at milliseconds since 1970-01-01T00:00Z. */
export async function setAside(
  on: Kysely<Tables>,
  queue: (typeof QUEUES)[number],
  rows: readonly { readonly id: string }[],
  at: number,
): Promise<void> {
  if (rows.length === 0) return;
  const ids = rows.map(({ id }) => id);
  await on.updateTable(queue).set({ set_aside_at: at }).where('id', 'in', ids).execute();
}

export function createSetAside({ db }: Pick<Database, 'db'>) {
  return {
    /**
     * Deletes what was set aside and is of no use any more, and puts the rest back into the queues: another version may read it.
     * @param before milliseconds since 1970-01-01T00:00Z.
     * @returns how many rows were deleted.
     */
    async sweepSetAside(before: number): Promise<number> {
      const old = [
        db.deleteFrom('jobs').where('received_at', '<', before),
        db.deleteFrom('orders').where('until', '<', before),
        db.deleteFrom('traces').where('at', '<', before),
      ];
      let deleted = 0;
      for (const query of old) {
        const { numDeletedRows } = await query.where('set_aside_at', 'is not', null).executeTakeFirst();
        deleted += Number(numDeletedRows);
      }
      for (const queue of QUEUES)
        await db
          .updateTable(queue)
          .set({ set_aside_at: null })
          .where('set_aside_at', 'is not', null)
          .execute();
      return deleted;
    },
  };
}
