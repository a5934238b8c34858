// Incidents, how far each alert rule has looked, and the mails that wait to be sent.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // For the rules: 👎, or all votes, of the last minutes or the last day, however long the history is.
  await db.schema.createIndex('votes_side_voted_at').on('votes').columns(['correct', 'voted_at']).execute();

  await db.schema
    .createTable('incidents')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('rule', 'text', (column) => column.notNull())
    .addColumn('first_at', 'bigint', (column) => column.notNull())
    .addColumn('last_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('incidents_last_at').on('incidents').columns(['rule', 'last_at']).execute();

  await db.schema
    .createTable('alert_rules')
    .addColumn('rule', 'text', (column) => column.primaryKey().notNull())
    .addColumn('judged_until', 'bigint', (column) => column.notNull())
    .execute();
  // Bursts of the time before there was an alert are history: nobody is told of them.
  await sql`
    insert into alert_rules (rule, judged_until)
    select 'burst', max(voted_at) from votes having max(voted_at) is not null
  `.execute(db);

  await db.schema
    .createTable('mails')
    .addColumn('incident_id', 'text', (column) =>
      column.primaryKey().notNull().references('incidents.id').onDelete('cascade'),
    )
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('due_at', 'bigint')
    .execute();
  await db.schema
    .createIndex('mails_due_at')
    .on('mails')
    .column('due_at')
    .where(sql.ref('due_at'), 'is not', null)
    .execute();
}
