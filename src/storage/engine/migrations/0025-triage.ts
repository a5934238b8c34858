// Posts that the company should answer: how far each is, and how it came there. The status is kept with the prediction too, so
// that posts are listed by it from one index.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('predictions').addColumn('status', 'text').execute();
  await db.schema
    .createTable('triage')
    .addColumn('prediction_id', 'text', (column) =>
      column.primaryKey().notNull().references('predictions.id').onDelete('cascade'),
    )
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('revision', 'bigint', (column) => column.notNull())
    .addColumn('channel', 'text')
    .addColumn('holder', 'text')
    .addColumn('opened_at', 'bigint', (column) => column.notNull())
    .addColumn('since', 'bigint', (column) => column.notNull())
    .addColumn('taken_at', 'bigint')
    .addColumn('done_at', 'bigint')
    .addColumn('reminded_at', 'bigint')
    .addColumn('escalated_at', 'bigint')
    .execute();
  await db.schema
    .createTable('triage_changes')
    .addColumn('prediction_id', 'text', (column) =>
      column.notNull().references('predictions.id').onDelete('cascade'),
    )
    .addColumn('revision', 'bigint', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('person', 'text')
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('triage_changes_once', ['prediction_id', 'revision'])
    .execute();
  const statements = [
    `create index predictions_status on predictions (status, created_at, id) where status is not null`,
    // What waits and what somebody has, in a channel and in all of them.
    `create index triage_waiting on triage (channel, opened_at, reminded_at, escalated_at) where status = 'open'`,
    `create index triage_waiting_anywhere on triage (opened_at) where status = 'open'`,
    `create index triage_taken on triage (channel, opened_at) where status = 'taken'`,
    `create index triage_taken_anywhere on triage (opened_at) where status = 'taken'`,
    // How long it took, without a look at the rows.
    'create index triage_times on triage (opened_at, channel, status, taken_at, done_at, prediction_id)',
    // For a person who is forgotten.
    'create index triage_holder on triage (holder) where holder is not null',
    'create index triage_changes_person on triage_changes (person) where person is not null',
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}
