// What the Teams door remembers: its replies, and the deliveries it has worked on.
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('replies')
    .addColumn('conversation', 'text', (column) => column.notNull())
    .addColumn('post', 'text', (column) => column.notNull())
    .addColumn('reply', 'text', (column) => column.notNull())
    .addColumn('prediction_id', 'text', (column) =>
      column.notNull().references('predictions.id').onDelete('cascade'),
    )
    .addPrimaryKeyConstraint('replies_one_per_post', ['conversation', 'post'])
    .execute();
  await db.schema.createIndex('replies_reply').on('replies').columns(['conversation', 'reply']).execute();
  // Also what lets a prediction be deleted without reading every reply.
  await db.schema.createIndex('replies_prediction').on('replies').column('prediction_id').execute();

  await db.schema
    .createTable('deliveries')
    .addColumn('key', 'text', (column) => column.primaryKey().notNull())
    .addColumn('claimed_at', 'bigint', (column) => column.notNull())
    .addColumn('finished', 'boolean', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('deliveries_claimed_at').on('deliveries').column('claimed_at').execute();
}
