// What posts are about: the topics of a prediction beside its label, an index by topic, and figures by the hour and topic, kept
// by triggers as those of 0020 are. What a reviewer or a voter says of the topics stands with their vote or review.
import { type Kysely, PostgresAdapter, sql } from 'kysely';
import { topicsOnPostgres, topicsOnSqlite } from './topic-triggers.ts';

const COUNTS = ['predictions', 'negative', 'neutral', 'positive', 'uncertain', 'up', 'down'];

export async function up(db: Kysely<unknown>): Promise<void> {
  const predictions = (column: string, type: 'text' | 'double precision') =>
    db.schema.alterTable('predictions').addColumn(column, type).execute();
  await predictions('topics', 'text');
  await predictions('act', 'text');
  await predictions('needs_answer', 'double precision');
  await db.schema.alterTable('votes').addColumn('topics', 'text').execute();
  await db.schema.alterTable('reviews').addColumn('topics', 'text').execute();
  await db.schema.alterTable('forwarding_rules').addColumn('topic', 'text').execute();

  await db.schema
    .createTable('prediction_topics')
    .addColumn('prediction_id', 'text', (column) =>
      column.notNull().references('predictions.id').onDelete('cascade'),
    )
    .addColumn('topic', 'text', (column) => column.notNull())
    .addColumn('judged_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('prediction_topics_once', ['prediction_id', 'topic'])
    .execute();
  // The posts of a topic, newest first.
  await db.schema
    .createIndex('prediction_topics_newest')
    .on('prediction_topics')
    .columns(['topic', 'judged_at', 'prediction_id'])
    .execute();

  const keyed = db.schema
    .createTable('topic_figures')
    .addColumn('hour', 'bigint', (column) => column.notNull())
    .addColumn('topic', 'text', (column) => column.notNull())
    .addColumn('slot', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('topic_figures_once', ['hour', 'topic', 'slot']);
  await COUNTS.reduce(
    (table, count) => table.addColumn(count, 'bigint', (column) => column.notNull()),
    keyed,
  ).execute();
  const statements = db.getExecutor().adapter instanceof PostgresAdapter ? topicsOnPostgres : topicsOnSqlite;
  for (const statement of statements) await sql.raw(statement).execute(db);
}
