// What keeps reads short in a store of a million predictions: their figures by the hour, kept by triggers as predictions come,
// change and go, and an index for each query that walked past rows which it does not return.
import { type Kysely, PostgresAdapter, sql } from 'kysely';
import { onPostgres, onSqlite } from './figures-triggers.ts';

export async function up(db: Kysely<unknown>): Promise<void> {
  await createFigures(db);
  await createQueryIndexes(db);
  await createRetentionIndexes(db);
  await createChallengerIndexes(db);
}

async function createFigures(db: Kysely<unknown>): Promise<void> {
  const counts = [
    ...['predictions', 'negative', 'neutral', 'positive', 'uncertain', 'up', 'down'],
    ...['examples', 'reviewed', 'changes'],
  ];
  const keyed = db.schema
    .createTable('figures')
    .addColumn('hour', 'bigint', (column) => column.notNull())
    .addColumn('door', 'text', (column) => column.notNull())
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('model', 'text', (column) => column.notNull())
    .addColumn('slot', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('figures_once', ['hour', 'door', 'language', 'model', 'slot']);
  await counts
    .reduce((table, count) => table.addColumn(count, 'bigint', (column) => column.notNull()), keyed)
    .execute();
  const statements = db.getExecutor().adapter instanceof PostgresAdapter ? onPostgres : onSqlite;
  for (const statement of statements) await sql.raw(statement).execute(db);
}

async function createQueryIndexes(db: Kysely<unknown>): Promise<void> {
  const statements = [
    // For the retention: texts that nobody voted on or reviewed, and, for the export, all others.
    `create index predictions_unvoted on predictions (created_at)
     where text is not null and review is null and up = 0 and down = 0`,
    `create index predictions_examples on predictions (created_at, id)
     where text is not null and (up > 0 or down > 0 or review is not null)`,
    'drop index predictions_texts',
    // For the review queue, whose filters are answered from the index. Not `down > 0`, from which SQLite would conclude that
    // the indexes of examples do as well.
    'drop index predictions_disputed',
    `create index predictions_disputed on predictions (created_at, id, door, language, channel)
     where text is not null and review is null and down >= 1`,
    'drop index predictions_uncertain',
    `create index predictions_uncertain on predictions (created_at, id, door, language, channel)
     where text is not null and review is null and down = 0 and not certain`,
    // For a vote on a card whose channel is named without its thread.
    'create index replies_message on replies (reply)',
    // For a person who is forgotten.
    'create index places_person on places (person) where person is not null',
    'create index requests_person on requests (person) where person is not null',
    // For drift: the posts of one model, however few among those of others.
    'create index predictions_model on predictions (model, created_at, id)',
    // For the summary of a thread.
    `create index predictions_thread on predictions (channel, thread, created_at)
     where thread is not null`,
    'drop index if exists predictions_figures',
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}

/** For the hourly removal of what has outlived its time. */
async function createRetentionIndexes(db: Kysely<unknown>): Promise<void> {
  const columns = {
    members: 'heard_at',
    accounts: 'heard_at',
    places: 'heard_at',
    departures: 'at',
    forgotten: 'at',
    incidents: 'last_at',
  };
  for (const [table, column] of Object.entries(columns))
    await db.schema.createIndex(`${table}_age`).on(table).column(column).execute();
}

/** What the comparison of two models adds up, beside each other in one index: 100,000 verdicts are read in milliseconds. */
async function createChallengerIndexes(db: Kysely<unknown>): Promise<void> {
  const column = (name: string, type: 'text' | 'bigint' | 'boolean' | 'double precision') =>
    db.schema.alterTable('challenger_verdicts').addColumn(name, type).execute();
  await column('champion', 'text');
  await column('judged_at', 'bigint');
  await column('agrees', 'boolean');
  await column('shift', 'double precision');
  const statements = [
    `update challenger_verdicts set (champion, judged_at, agrees, shift) = (
       select model, created_at, challenger_verdicts.label = p.label, challenger_verdicts.probability - p.probability
       from predictions p where p.id = challenger_verdicts.prediction_id
     )`,
    'drop index challenger_verdicts_challenger',
    `create index challenger_verdicts_compared
     on challenger_verdicts (challenger, champion, judged_at, agrees, shift)`,
    `create index challenger_verdicts_differing on challenger_verdicts (challenger, champion, judged_at, prediction_id)
     where not agrees`,
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}
