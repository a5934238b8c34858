// How posts looked to the tokenizer, what each day looked like, and what moved when it was told.
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('predictions').addColumn('pieces', 'integer').execute();
  await db.schema.alterTable('predictions').addColumn('unknown_pieces', 'integer').execute();
  await db.schema.alterTable('predictions').addColumn('surprise', 'double precision').execute();
  await db.schema.alterTable('incidents').addColumn('moved', 'text').execute();
  await db.schema
    .createTable('drift_days')
    .addColumn('day', 'bigint', (column) => column.notNull())
    .addColumn('model', 'text', (column) => column.notNull())
    .addColumn('counted_at', 'bigint', (column) => column.notNull())
    .addColumn('profile', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('drift_days_one_per_model', ['model', 'day'])
    .execute();
}
