// A year of posts, as many as told, in either database, by the statements and the index that the service has itself.
import { sql } from 'kysely';
import { openDatabase } from '../../../src/storage/engine/database.ts';
import { toTsVector, wordsToIndex } from '../../../src/storage/stores/posts/search-query.ts';
import { createRandom } from '../drift/random.ts';

const WORDS = 20_000;
const WORDS_IN_A_POST = 15;
const CHUNK = 1000;
const BEGIN = Date.UTC(2026, 0, 1);
const YEAR = 365 * 24 * 60 * 60 * 1000;
const LABELS = ['negative', 'neutral', 'positive'];

const SYLLABLES = ['ba', 'ce', 'di', 'fo', 'gu', 'la', 'me', 'ni', 'po', 'ru'];

/** The words of the bench by rank: the first are frequent, the last hardly occur. Made of letters alone, none ends in s or x. */
export const wordOf = (rank: number) =>
  [...String(rank).padStart(5, '0')].map((digit) => SYLLABLES[Number(digit)]).join('');

/** Id of the post of this number. */
export const PREDICTION = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

export async function fillPosts(
  posts: number,
  options: { readonly dataDir: string; readonly databaseUrl: string | undefined },
): Promise<void> {
  const database = await openDatabase(options);
  const random = createRandom(1);
  const onPostgres = database.kind === 'postgres';
  /** Ranks by Zipf's law: the word of rank r is about 1/r as frequent as the first. */
  const draw = () => wordOf(Math.floor(WORDS ** random.next()) - 1);
  if (!onPostgres) await sql`pragma synchronous = off`.execute(database.db);
  for (let begun = 0; begun < posts; begun += CHUNK) {
    const rows = Array.from({ length: Math.min(CHUNK, posts - begun) }, (_, i) => {
      const number = begun + i;
      const text = Array.from({ length: WORDS_IN_A_POST }, draw).join(' ');
      return {
        id: PREDICTION(number),
        created_at: BEGIN + Math.floor((number * YEAR) / posts),
        door: 'teams',
        origin: `teams:19:channel-${number % 20}@thread.tacv2/${number}`,
        channel: `19:channel-${number % 20}@thread.tacv2`,
        text,
        label: LABELS[number % 3]!,
        probability: 0.9,
        neutral: 0,
        certain: number % 10 > 0,
        language: number % 4 === 0 ? 'en' : 'fr',
        truncated: false,
        model: 'a1b2c3d4e5f6',
        words: onPostgres ? sql<string>`${toTsVector(text)}::tsvector` : wordsToIndex('sqlite', text),
      };
    });
    await database.db.insertInto('predictions').values(rows).execute();
  }
  if (onPostgres) await sql`vacuum analyze predictions`.execute(database.db);
  await database.emptyLog();
  await database.close();
}
