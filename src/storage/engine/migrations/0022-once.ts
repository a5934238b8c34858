// What is needed to do once what is delivered twice: the reactions behind a vote, the language of a card that somebody else's
// vote changes, how long an answer is kept, and whom it is about.
import { type Kysely, sql } from 'kysely';

const DAY = 24 * 60 * 60 * 1000;

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('votes').addColumn('reactions', 'text').execute();
  await db.schema.alterTable('replies').addColumn('language', 'text').execute();

  await db.schema.dropIndex('requests_person').execute();
  await db.schema.alterTable('requests').dropColumn('person').execute();
  await db.schema
    .alterTable('requests')
    .addColumn('kept_until', 'bigint', (column) => column.notNull().defaultTo(0))
    .execute();
  await sql`update requests set kept_until = claimed_at + ${sql.lit(DAY)}`.execute(db);
  await db.schema.createIndex('requests_kept_until').on('requests').column('kept_until').execute();

  await db.schema
    .createTable('request_subjects')
    .addColumn('key', 'text', (column) => column.notNull().references('requests.key').onDelete('cascade'))
    .addColumn('subject', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('request_subjects_once', ['key', 'subject'])
    .execute();
  await db.schema.createIndex('request_subjects_subject').on('request_subjects').column('subject').execute();
}
