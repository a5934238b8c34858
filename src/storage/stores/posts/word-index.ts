// Makes posts findable by their words that were stored before there was an index of words.
import { sql } from 'kysely';
import { inChunks } from '../../engine/chunks.ts';
import type { Database } from '../../engine/database.ts';
import { toTsVector } from './search-query.ts';

/** Posts in one transaction: some milliseconds of SQLite, in which nothing else runs. */
const CHUNK = 100;

/** Adds every post that is missing, the newest first. Safe to interrupt, and to run in several replicas. @returns how many. */
export function indexWords({ db, kind }: Pick<Database, 'db' | 'kind'>): Promise<number> {
  const missing = db
    .selectFrom('predictions')
    .select(['id', 'text'])
    .where('text', 'is not', null)
    .where(kind === 'postgres' ? sql<boolean>`words is null` : sql<boolean>`position is null`)
    .orderBy('created_at', 'desc')
    .limit(CHUNK);
  return inChunks(CHUNK, async () => {
    const rows = await missing.execute();
    if (rows.length === 0) return 0;
    if (kind === 'postgres') {
      const words = rows.map(({ id, text }) => sql`(${id}, ${toTsVector(text!)})`);
      // A text that was erased meanwhile keeps no words.
      await sql`
        update predictions set words = found.words::tsvector
        from (values ${sql.join(words)}) as found (id, words)
        where predictions.id = found.id and text is not null and predictions.words is null
      `.execute(db);
    } else {
      const ids = rows.map(({ id }) => id);
      await db
        .updateTable('predictions')
        .set({ text: sql`text` }) // its trigger does the rest
        .where('id', 'in', ids)
        .execute();
    }
    return rows.length;
  });
}
