// Makes posts findable by their words that were stored before there was an index of words, or before this one read them so.
import { type RawBuilder, sql } from 'kysely';
import { inChunks } from '../../engine/chunks.ts';
import type { Database } from '../../engine/database.ts';
import { HAS_UNTOLD_WORDS } from '../../engine/migrations/word-triggers.ts';
import { toTsVector, wordsToTell } from './search-query.ts';

/** Posts in one transaction: some milliseconds of SQLite, in which nothing else runs. */
const CHUNK = 100;

/** Adds every post that is missing, the newest first. Safe to interrupt, and to run in several replicas. @returns how many. */
export async function indexWords(database: Pick<Database, 'db' | 'kind'>): Promise<number> {
  if (database.kind === 'postgres') return addWords(database);
  return (await addPositions(database)) + (await tellWords(database));
}

const someOf = ({ db }: Pick<Database, 'db'>, missing: RawBuilder<boolean>) =>
  db
    .selectFrom('predictions')
    .select(['id', 'text'])
    .where('text', 'is not', null)
    .where(missing)
    .orderBy('created_at', 'desc')
    .limit(CHUNK)
    .execute();

function addWords({ db }: Pick<Database, 'db'>): Promise<number> {
  return inChunks(CHUNK, async () => {
    const rows = await someOf({ db }, sql`words is null`);
    if (rows.length === 0) return 0;
    const words = rows.map(({ id, text }) => sql`(${id}, ${toTsVector(text!)})`);
    // A text that was erased meanwhile keeps no words.
    await sql`
      update predictions set words = found.words::tsvector
      from (values ${sql.join(words)}) as found (id, words)
      where predictions.id = found.id and text is not null and predictions.words is null
    `.execute(db);
    return rows.length;
  });
}

/** Puts posts into SQLite's index that are not there; what its tokenizer reads otherwise comes next. */
function addPositions({ db }: Pick<Database, 'db'>): Promise<number> {
  return inChunks(CHUNK, async () => {
    const rows = await someOf({ db }, sql`position is null`);
    const ids = rows.map(({ id }) => id);
    if (ids.length > 0)
      await db
        .updateTable('predictions')
        .set({ text: sql`text` }) // its trigger does the rest
        .where('id', 'in', ids)
        .execute();
    return rows.length;
  });
}

/** Tells SQLite's index the words of posts that were stored before it was told any. */
function tellWords({ db }: Pick<Database, 'db'>): Promise<number> {
  return inChunks(CHUNK, async () => {
    const rows = await someOf({ db }, sql.raw(`(${HAS_UNTOLD_WORDS})`));
    if (rows.length === 0) return 0;
    const words = rows.map(({ id, text }) => sql`(${id}, ${wordsToTell(text!)})`);
    await sql`
      with found (id, words) as (values ${sql.join(words)})
      update predictions set words = found.words from found
      where predictions.id = found.id and text is not null and predictions.words is null
    `.execute(db);
    return rows.length;
  });
}
