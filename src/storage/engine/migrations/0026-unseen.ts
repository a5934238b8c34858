// Verdicts of which nobody knows whether they stand under their post, so that no second one is posted beside them.
// Beside it, the index by which an answer is kept with its request, which walked over those of a day.
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('unseen_replies')
    .addColumn('conversation', 'text', (column) => column.notNull())
    .addColumn('post', 'text', (column) => column.notNull())
    .addColumn('prediction_id', 'text', (column) =>
      column.notNull().references('predictions.id').onDelete('cascade'),
    )
    .addPrimaryKeyConstraint('unseen_replies_one_per_post', ['conversation', 'post'])
    .execute();
  await db.schema
    .createIndex('unseen_replies_prediction')
    .on('unseen_replies')
    .column('prediction_id')
    .execute();
  await db.schema.createIndex('requests_claim').on('requests').column('claim').execute();
}
