// Posts are found by the same words on both databases. SQLite's tokenizer leaves styled letters, « m² » and « 1ᵉʳ » as they are, so
// that it is told the words of posts that hold such; PostgreSQL always was. Rows that were there before are looked at again in
// the background: see src/storage/stores/posts/word-index.ts.
import { type Kysely, PostgresAdapter, sql } from 'kysely';
import { wordTriggers } from './word-triggers.ts';

/** What stood between the letters of one word, or was read as letters: trade marks, soft hyphens and other invisible characters. */
const READ_ANEW =
  '[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\u2120\u2122]';

export async function up(db: Kysely<unknown>): Promise<void> {
  if (db.getExecutor().adapter instanceof PostgresAdapter) {
    const again = `update predictions set words = null where words is not null and text ~ '${READ_ANEW}'`;
    await sql.raw(again).execute(db);
    return;
  }
  await sql`alter table predictions add column words text`.execute(db);
  for (const statement of wordTriggers) await sql.raw(statement).execute(db);
}
