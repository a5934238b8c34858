// Predictions, the votes on them, and the traces that votes leave.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('predictions')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('door', 'text', (column) => column.notNull())
    .addColumn('origin', 'text')
    .addColumn('author', 'text')
    .addColumn('text', 'text')
    .addColumn('label', 'text', (column) => column.notNull())
    .addColumn('probability', 'double precision', (column) => column.notNull())
    .addColumn('certain', 'boolean', (column) => column.notNull())
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('truncated', 'boolean', (column) => column.notNull())
    .addColumn('model', 'text', (column) => column.notNull())
    .addColumn('up', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('down', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  // For the retention: what is too old.
  await db.schema.createIndex('predictions_created_at').on('predictions').column('created_at').execute();
  // For the retention: the texts that nobody voted on. Those that were erased or never kept take no room in it.
  await db.schema
    .createIndex('predictions_texts')
    .on('predictions')
    .columns(['up', 'down', 'created_at'])
    .where(sql.ref('text'), 'is not', null)
    .execute();
  // For a post that was deleted.
  await db.schema
    .createIndex('predictions_origin')
    .on('predictions')
    .column('origin')
    .where(sql.ref('origin'), 'is not', null)
    .execute();

  await db.schema
    .createTable('votes')
    .addColumn('prediction_id', 'text', (column) =>
      column.notNull().references('predictions.id').onDelete('cascade'),
    )
    .addColumn('voter', 'text', (column) => column.notNull())
    .addColumn('correct', 'boolean', (column) => column.notNull())
    .addColumn('correction', 'text')
    .addColumn('voted_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('votes_one_per_person', ['prediction_id', 'voter'])
    .execute();

  await db.schema
    .createTable('traces')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('message', 'text', (column) => column.notNull())
    .addColumn('properties', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('traces_at').on('traces').column('at').execute();
}
