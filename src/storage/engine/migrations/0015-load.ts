// What keeps the service answering while tables grow and disks fill: a row to try a write on, and an index that figures
// are counted from without reading posts.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('probes')
    .addColumn('id', 'integer', (column) => column.primaryKey().notNull())
    .addColumn('filler', 'text', (column) => column.notNull())
    .execute();
  await sql`
    create index predictions_figures
      on predictions (created_at, label, certain, door, language, model, up, down)
  `.execute(db);
}
