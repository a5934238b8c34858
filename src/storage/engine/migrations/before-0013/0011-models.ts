// Which model serves, as operators chose it, and what a challenger says of posts that the model in service judged.
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('model_choices')
    .addColumn('number', 'integer', (column) => column.primaryKey().notNull())
    .addColumn('version', 'text', (column) => column.notNull())
    .addColumn('chosen_at', 'bigint', (column) => column.notNull())
    .execute();

  await db.schema
    .createTable('challenger_verdicts')
    .addColumn('prediction_id', 'text', (column) =>
      column.notNull().references('predictions.id').onDelete('cascade'),
    )
    .addColumn('challenger', 'text', (column) => column.notNull())
    .addColumn('label', 'text', (column) => column.notNull())
    .addColumn('probability', 'double precision', (column) => column.notNull())
    .addPrimaryKeyConstraint('challenger_verdicts_one_per_model', ['prediction_id', 'challenger'])
    .execute();
  // For the comparison: all that one challenger said.
  await db.schema
    .createIndex('challenger_verdicts_challenger')
    .on('challenger_verdicts')
    .column('challenger')
    .execute();
}
