// Finding posts by their words and by what people said of them. SQLite has an index of words beside the table, PostgreSQL a
// column; triggers keep both in step with the text, so that words are erased wherever and however a text is. Rows that were
// there before are added in the background: see src/storage/stores/posts/word-index.ts.
import { type Kysely, PostgresAdapter, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create index predictions_judged on predictions (created_at)
    where up > 0 or down > 0 or review is not null
  `.execute(db);
  if (db.getExecutor().adapter instanceof PostgresAdapter) await addColumn(db);
  else await addIndex(db);
}

async function addColumn(db: Kysely<unknown>): Promise<void> {
  await sql`alter table predictions add column words tsvector`.execute(db);
  // Without fastupdate a search never has to read what the index has not sorted in yet.
  await sql`create index predictions_words on predictions using gin (words) with (fastupdate = off)`.execute(
    db,
  );
  await sql`
    create index predictions_unindexed on predictions (created_at) where text is not null and words is null
  `.execute(db);
  await sql`
    create function erase_words() returns trigger language plpgsql as
    $$ begin new.words := null; return new; end $$
  `.execute(db);
  await sql`
    create trigger predictions_erase_words before update of text on predictions
    for each row when (new.text is distinct from old.text) execute function erase_words()
  `.execute(db);
}

/**
 * Words are found by the position of their post: its time, in 4,096ths of a millisecond, so that the newest is read first.
 * `secure-delete`: what is erased leaves the files, and does not only stop being found.
 */
async function addIndex(db: Kysely<unknown>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db);
  await run('alter table predictions add column position integer');
  await run('create unique index predictions_position on predictions (position) where position is not null');
  await run(
    'create index predictions_unindexed on predictions (created_at) where text is not null and position is null',
  );
  await run(
    `create virtual table post_words using fts5(text, content = '', columnsize = 0, tokenize = "unicode61 remove_diacritics 2")`,
  );
  await run(`insert into post_words (post_words, rank) values ('secure-delete', 1)`);
  // The first position of its millisecond that is free; after 4,096 posts in one, the first after all others.
  const first = 'new.created_at * 4096';
  const last = `(select max(position) from predictions where position between ${first} and ${first} + 4095)`;
  const free = `case ${last} when ${first} + 4095 then (select max(position) + 1 from predictions)
    else coalesce(${last} + 1, ${first}) end`;
  const erase = `insert into post_words (post_words, rowid, text) select 'delete', old.position, old.text
    where old.position is not null`;
  await run(`create trigger predictions_added after insert on predictions when new.text is not null
    begin update predictions set position = ${free} where id = new.id; end`);
  await run(`create trigger predictions_placed after update of position on predictions when new.position is not null
    begin insert into post_words (rowid, text) values (new.position, new.text); end`);
  await run(`create trigger predictions_rewritten after update of text on predictions
    begin ${erase}; update predictions set position = iif(new.text is null, null, ${free}) where id = new.id; end`);
  await run(`create trigger predictions_removed after delete on predictions begin ${erase}; end`);
}
