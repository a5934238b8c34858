// A post gets its place in SQLite's index of words as it is stored, and whether the index is told its words is not asked again of
// every letter: the row was written twice, and each time its text was matched for the index of posts that wait to be looked at.
import { type Kysely, PostgresAdapter, sql } from 'kysely';
import { HAS_UNTOLD_WORDS, placedTriggers, wordTriggers } from './word-triggers.ts';

export async function up(db: Kysely<unknown>): Promise<void> {
  if (db.getExecutor().adapter instanceof PostgresAdapter) return;
  const statements = [
    'drop trigger predictions_told',
    ...wordTriggers,
    ...placedTriggers,
    'drop index if exists predictions_untold',
    `create index predictions_untold on predictions (created_at) where ${HAS_UNTOLD_WORDS}`,
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}
