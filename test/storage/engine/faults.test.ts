import assert from 'node:assert/strict';
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { StoreUnavailableError } from '../../../src/feedback/errors.ts';
import { type Database, openDatabase } from '../../../src/storage/engine/database.ts';
import { trustWhileWell } from '../../../src/storage/engine/postgres-pool.ts';
import type { Tables } from '../../../src/storage/engine/tables.ts';
import { createFeedbackStore } from '../../../src/storage/stores/feedback-store.ts';
import { prediction } from '../../feedback/verdicts.ts';
import { onBothDatabases, temporaryFolder } from '../databases.ts';
import { createPostgresDatabase } from '../postgres.ts';
import { openTcpPath } from '../tcp-path.ts';

/** The reason for which something cannot be done now. */
async function reasonOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => assert.fail('it was done'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof StoreUnavailableError, String(error));
  return error.message;
}

onBothDatabases('Whoever meets a fault of the database', (current) => {
  it('is told that its tables are those of another version', async () => {
    const { db } = current();
    assert.match(await reasonOf(sql`select mood from votes`.execute(db)), /another version/);
    assert.match(await reasonOf(sql`select * from moods`.execute(db)), /another version/);
  });

  it('is told what is wrong with a row, which is no fault of the database', async () => {
    const vote = { prediction_id: 'none', voter: 'v', correct: true, correction: null, voted_at: 1 };
    const error = await current()
      .db.insertInto('votes')
      .values(vote)
      .execute()
      .catch((reason: unknown) => reason);
    assert.ok(!(error instanceof StoreUnavailableError));
  });
});

describe('A full disk', () => {
  const folder = temporaryFolder();
  let database: Database;
  beforeEach(async () => {
    database = await openDatabase({ dataDir: folder() });
  });
  afterEach(() => database.close());

  /** What SQLite does when no page can be added. */
  const fill = () => sql.raw('pragma max_page_count = 1').execute(database.db);
  const empty = () => sql.raw('pragma max_page_count = 1000000').execute(database.db);

  it('is named to each post that cannot be kept, and forgotten once there is room', async () => {
    const store = createFeedbackStore(database);
    const long = () => prediction({ text: 'vol '.repeat(5000) });
    await fill();
    const refused = await Promise.all([1, 2, 3].map(() => reasonOf(store.addPrediction(long()))));
    for (const reason of refused) assert.match(reason, /disk of the database is full \(SQLITE_FULL, 13\)/);
    await empty();
    const kept = long();
    await store.addPrediction(kept);
    assert.deepEqual(await store.findPrediction(kept.id), kept);
  });

  it('is seen by a probe when a post found no room, although less does', async () => {
    await database.probe();
    await fill();
    await reasonOf(createFeedbackStore(database).addPrediction(prediction({ text: 'vol '.repeat(5000) })));
    await empty();
    assert.match(await reasonOf(database.probe()), /SQLITE_FULL/);
  });

  it('is seen by a probe that asks for room, although everything can be read', async () => {
    await fill();
    assert.match(await reasonOf(database.probe()), /SQLITE_FULL/);
    await sql`select count(*) from predictions`.execute(database.db);
  });
});

describe('A pool of connections to PostgreSQL', () => {
  let databaseUrl: string;
  before(async function () {
    this.timeout(60_000);
    databaseUrl = await createPostgresDatabase();
  });

  const open: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const close of open.splice(0).reverse()) await close();
  });

  function openPool(url: string, options: pg.PoolConfig = {}) {
    const pool = new pg.Pool({ connectionString: url, max: 3, connectionTimeoutMillis: 2000, ...options });
    pool.on('error', () => {});
    pool.on('connect', (client) => client.on('error', () => {}));
    const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: trustWhileWell(pool, 2000) }) });
    open.push(() => db.destroy());
    return { pool, db };
  }
  const one = (db: Kysely<Tables>) => sql`select 1`.execute(db);

  it('leaves all connections that froze with the first of them, and opens new ones', async () => {
    const url = new URL(databaseUrl);
    const path = await openTcpPath(Number(url.port));
    open.push(path.close);
    url.port = String(path.port);
    const { db, pool } = openPool(url.href, { query_timeout: 200 });
    await Promise.all([one(db), one(db), one(db)]);
    assert.equal(pool.totalCount, 3);
    path.freeze();
    assert.match(await reasonOf(one(db)), /does not answer in time/);
    await one(db);
    assert.equal(pool.totalCount, 1);
  });

  it('leaves a server that became read-only, and finds the one that takes writes', async () => {
    const { db } = openPool(databaseUrl);
    await sql`create table if not exists trial (n integer)`.execute(db);
    await sql`set session characteristics as transaction read only`.execute(db);
    const insert = () => sql`insert into trial values (1)`.execute(db);
    assert.match(await reasonOf(insert()), /read-only, as a standby is \(25006\)/);
    await insert();
  });

  it('shares the connections that there are when the server has no more', async () => {
    const owner = openPool(databaseUrl);
    await sql.raw("create role thrifty login password 'x' connection limit 1").execute(owner.db);
    open.push(() => sql.raw('drop role thrifty').execute(owner.db));
    const url = new URL(databaseUrl);
    Object.assign(url, { username: 'thrifty', password: 'x' });
    const { pool, db } = openPool(url.href, { max: 4 });
    await one(db);
    await Promise.all(Array.from({ length: 20 }, () => one(db)));
    assert.equal(pool.totalCount, 1);
  });

  it('names a statement that took longer than it may', async () => {
    const { db } = openPool(databaseUrl, { statement_timeout: 20 });
    assert.match(await reasonOf(sql`select pg_sleep(5)`.execute(db)), /took too long.*\(57014\)/);
    await one(db);
  });
});
