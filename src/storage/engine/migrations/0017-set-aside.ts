// Rows that cannot be read leave their queue, and the others go on.
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of ['jobs', 'orders', 'traces'])
    await db.schema.alterTable(table).addColumn('set_aside_at', 'bigint').execute();
}
