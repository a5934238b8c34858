// Reviews: what a reviewer says is right. Each is a row that is never changed; a prediction points to the one that stands.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('reviews')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('prediction_id', 'text', (column) =>
      column.notNull().references('predictions.id').onDelete('cascade'),
    )
    .addColumn('label', 'text', (column) => column.notNull())
    .addColumn('reviewer', 'text', (column) => column.notNull())
    .addColumn('reviewed_at', 'bigint', (column) => column.notNull())
    .execute();
  // What lets a prediction be deleted without reading every review.
  await db.schema.createIndex('reviews_prediction').on('reviews').column('prediction_id').execute();
  // For a person who is forgotten.
  await db.schema.createIndex('reviews_reviewer').on('reviews').column('reviewer').execute();
  // For the list of what was reviewed, the newest first.
  await db.schema.createIndex('reviews_reviewed_at').on('reviews').columns(['reviewed_at', 'id']).execute();

  await db.schema.alterTable('predictions').addColumn('review', 'text').execute();
  // The two ends of the queue: as long as what waits, however long the history is.
  await sql`
    create index predictions_disputed on predictions (created_at, id)
    where text is not null and review is null and down > 0
  `.execute(db);
  await sql`
    create index predictions_uncertain on predictions (created_at, id)
    where text is not null and review is null and down = 0 and not certain
  `.execute(db);
}
