// What keeps the service answering while disks fill: a row to try a write on.
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('probes')
    .addColumn('id', 'integer', (column) => column.primaryKey().notNull())
    .addColumn('filler', 'text', (column) => column.notNull())
    .execute();
}
