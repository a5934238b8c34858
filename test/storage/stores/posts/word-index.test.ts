// What the index of words is told, and posts that were stored before it was told anything.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { gunzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { searchTermsOf, searchWordsOf } from '../../../../src/feedback/search-terms.ts';
import { type Database, openDatabase } from '../../../../src/storage/engine/database.ts';
import { up } from '../../../../src/storage/engine/migrations/0027-words.ts';
import { AS_WRITTEN, READ_ALIKE } from '../../../../src/storage/engine/migrations/word-triggers.ts';
import { createFeedbackStore } from '../../../../src/storage/stores/feedback-store.ts';
import { createPostStore } from '../../../../src/storage/stores/posts/post-store.ts';
import { wordsToIndex } from '../../../../src/storage/stores/posts/search-query.ts';
import { indexWords } from '../../../../src/storage/stores/posts/word-index.ts';
import { prediction } from '../../../feedback/verdicts.ts';
import { temporaryFolder } from '../../databases.ts';
import { createPostgresDatabase } from '../../postgres.ts';

const search = async (database: Database, query: string) => {
  const { posts } = await createPostStore(database).find({ words: searchTermsOf(query) }, undefined, 20);
  return posts.map((post) => post.prediction.text);
};

describe('What the tokenizer of SQLite reads', () => {
  it('is what is looked for, with every character of which it is told nothing', () => {
    const index = new DatabaseSync(':memory:');
    index.exec(`create virtual table read using fts5(text, tokenize = "unicode61 remove_diacritics 2");
      create virtual table words using fts5vocab(read, instance)`);
    const alike = new RegExp(`[${READ_ALIKE}]`, 'u');
    const characters = Array.from({ length: 0x11_0000 }, (_, code) => code)
      .filter((code) => code < 0xd8_00 || code > 0xdf_ff)
      .map((code) => String.fromCodePoint(code))
      .filter((character) => alike.test(character));
    assert.ok(characters.length > 1000);
    const add = index.prepare('insert into read (rowid, text) values (?, ?)');
    for (const character of characters) add.run(character.codePointAt(0)!, `a${character}b`);
    const read = new Map<number, string[]>();
    for (const { doc, term } of index.prepare('select doc, term from words order by doc, offset').all())
      read.set(Number(doc), [...(read.get(Number(doc)) ?? []), String(term)]);
    for (const character of characters)
      assert.deepEqual(read.get(character.codePointAt(0)!), searchWordsOf(`a${character}b`), character);
    index.close();
  });

  it('is all there is to a usual post, so that its words are kept once', () => {
    for (const text of ['L’équipage d’Orly : « adorable » — merci 😊👏 !', 'Lost my bag… 3 h at CDG → 40 €'])
      assert.equal(wordsToIndex('sqlite', text), AS_WRITTEN);
    assert.deepEqual(wordsToIndex('sqlite', '𝗥𝗲𝘁𝗮𝗿𝗱 du 1ᵉʳ'), 'retard du 1er');
  });
});

describe('Posts that a former release stored in the embedded store', () => {
  const folder = temporaryFolder();
  const columns = 'id, created_at, text, door, label, probability, certain, language, truncated, model';
  const add = (id: string, text: string) =>
    `insert into predictions (${columns}) values ('${id}', ${id.length}, '${text}', 'api', 'negative', .1, true, 'fr', false, 'm')`;
  let database: Database;

  beforeEach(async () => {
    const file = join(folder(), 'feedback.db');
    const fixture = new URL('../../../fixtures/former-release/fa3691b.sqlite.gz', import.meta.url);
    writeFileSync(file, gunzipSync(readFileSync(fixture)));
    const former = new DatabaseSync(file);
    former.exec('delete from votes; delete from reviews; delete from replies; delete from predictions');
    for (let i = 1; i <= 150; i++) former.exec(add('a'.repeat(i), `${i} 𝗿𝗲𝘁𝗮𝗿𝗱𝘀`));
    former.exec(add('b', 'du retard encore'));
    former.close();
    database = await openDatabase({ dataDir: folder() });
  });
  afterEach(() => database.close());

  it('are found by what stands in them once they were looked at again, by what was found before at once', async () => {
    assert.deepEqual(await search(database, 'retard'), ['du retard encore']);
    assert.equal(await indexWords(database), 150);
    assert.equal(await indexWords(database), 0);
    assert.equal((await search(database, 'retard')).length, 20);
    assert.deepEqual(await search(database, '"17 retards"'), ['17 𝗿𝗲𝘁𝗮𝗿𝗱𝘀']);
  });

  it('leave the index with their texts, looked at again or not, also when the former release goes on', async () => {
    const { db } = database;
    const words = async () => {
      const { rows } = await sql<{ term: string }>`select term from words_left order by term`.execute(db);
      return rows.map(({ term }) => term);
    };
    await sql`create virtual table words_left using fts5vocab(post_words, row)`.execute(db);
    await sql`update predictions set text = null where id = 'aaa'`.execute(db);
    await indexWords(database);
    await sql.raw(add('c', '𝗿𝗲𝘁𝗮𝗿𝗱 ＡＰ１２３')).execute(db);
    await sql`update predictions set text = text where id = 'aaaa'`.execute(db);
    await sql`delete from predictions where id = 'aaaaa'`.execute(db);
    assert.deepEqual(await search(database, '4 retards'), ['4 𝗿𝗲𝘁𝗮𝗿𝗱𝘀']);
    assert.ok((await words()).includes('retards'));
    await createFeedbackStore(database).forgetTexts();
    assert.deepEqual(await words(), []);
    const { rows } = await sql`select id from predictions where words is not null`.execute(db);
    assert.deepEqual(rows, []);
  });
});

describe('A post that is stored in the embedded store', () => {
  const folder = temporaryFolder();
  let database: Database;
  beforeEach(async () => {
    database = await openDatabase({ dataDir: folder() });
  });
  afterEach(() => database.close());

  const positions = async () => {
    const query = sql<{ text: string; place: number }>`
      select text, position - created_at * 4096 as place from predictions where text is not null order by position`;
    return (await query.execute(database.db)).rows.map(({ text, place }) => `${text} ${place}`);
  };

  it('has a place of its own in its millisecond, and is written once', async () => {
    const { db } = database;
    await sql`create table moved (id text)`.execute(db);
    await sql`create trigger moving after update on predictions begin insert into moved values (new.id); end`.execute(
      db,
    );
    const { addPrediction, forgetPost } = createFeedbackStore(database);
    const add = (text: string | null, createdAt: number, origin = null as string | null) =>
      addPrediction(prediction({ text, createdAt, origin }));
    await Promise.all([add('un', 7), add('deux', 7), add(null, 7), add('trois', 8)]);
    await add('quatre', 7);
    assert.deepEqual(await positions(), ['un 0', 'deux 1', 'quatre 2', 'trois 3']);
    assert.deepEqual((await sql`select id from moved`.execute(db)).rows, []);
    assert.deepEqual(await search(database, 'trois'), ['trois']);
    assert.equal(await indexWords(database), 0);
    await add('cinq', 9, 'teams:1');
    await forgetPost('teams:1', 10);
    assert.deepEqual(await search(database, 'cinq'), []);
  });

  it('is found, too, when its millisecond has no place left, or a former release stored it', async () => {
    const { db } = database;
    const { addPrediction } = createFeedbackStore(database);
    await addPrediction(prediction({ text: 'avant', createdAt: 7 }));
    await sql`update predictions set position = created_at * 4096 + 4094`.execute(db);
    await Promise.all(
      ['un', 'deux', 'trois'].map((text) => addPrediction(prediction({ text, createdAt: 7 }))),
    );
    await sql`insert into predictions (id, created_at, text, door, label, probability, certain, language, truncated, model)
      values ('former', 8, 'ancien', 'api', 'negative', .1, true, 'fr', false, 'm')`.execute(db);
    assert.equal(new Set(await positions()).size, 5);
    for (const text of ['un', 'deux', 'trois', 'ancien'])
      assert.deepEqual(await search(database, text), [text]);
  });
});

describe('Posts whose words PostgreSQL was told otherwise', () => {
  let database: Database;
  before(async function () {
    this.timeout(60_000);
    database = await openDatabase({ dataDir: '', databaseUrl: await createPostgresDatabase() });
  });
  after(() => database?.close());

  it('are found by those of today after the migration', async () => {
    const { db } = database;
    const { addPrediction } = createFeedbackStore(database);
    await addPrediction(prediction({ text: 'Air Paradis™ a du re\u00ADtard' }));
    await addPrediction(prediction({ text: 'vol à l’heure' }));
    await sql`update predictions set words = '''paradistm'':2 ''re'':5 ''tard'':6' where text like '%™%'`.execute(
      db,
    );
    assert.deepEqual(await search(database, 'retard paradis'), []);
    await up(db as never);
    assert.equal(await indexWords(database), 1);
    assert.deepEqual(await search(database, 'retard paradis'), ['Air Paradis™ a du re\u00ADtard']);
  });
});
