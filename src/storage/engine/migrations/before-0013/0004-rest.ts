// What the REST door remembers of requests that may come twice, and how a person's votes and posts are found.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('requests')
    .addColumn('key', 'text', (column) => column.primaryKey().notNull())
    .addColumn('claim', 'text', (column) => column.notNull())
    .addColumn('claimed_at', 'bigint', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addColumn('status', 'integer')
    .addColumn('answer', 'text')
    .execute();
  await db.schema.createIndex('requests_claimed_at').on('requests').column('claimed_at').execute();

  await db.schema.createIndex('votes_voter').on('votes').column('voter').execute();
  await db.schema
    .createIndex('predictions_author')
    .on('predictions')
    .column('author')
    .where(sql.ref('author'), 'is not', null)
    .execute();
}
