// Deployments on one database: which of them Teams hands activities to, so that a staging slot works on nothing of production.
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('deployments')
    .addColumn('name', 'text', (column) => column.primaryKey().notNull())
    .addColumn('seen_at', 'bigint', (column) => column.notNull())
    .addColumn('handed_at', 'bigint', (column) => column.notNull())
    .execute();
}
