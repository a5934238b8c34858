import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import { type DatabaseOptions, openDatabase } from '../../../src/storage/engine/database.ts';
import { StorageError } from '../../../src/storage/engine/errors.ts';
import { createFeedbackStore } from '../../../src/storage/stores/feedback-store.ts';
import { prediction } from '../../feedback/verdicts.ts';
import { onBothDatabases, temporaryFolder } from '../databases.ts';
import { freePort } from '../free-port.ts';
import { createPostgresDatabase, postgresUrl, startPostgres } from '../postgres.ts';

/** The message with which a database refuses to open. */
async function refusal(options: DatabaseOptions): Promise<string> {
  const opened = openDatabase(options).then(async (database) => {
    await database.close();
    return assert.fail('it opened');
  });
  const error = await opened.catch((reason: unknown) => reason);
  assert.ok(error instanceof StorageError, String(error));
  return error.message;
}

onBothDatabases('An open database', (current) => {
  it('keeps what it is tried with', () => current().probe());

  it('tells what a newer version has changed since it was opened', async () => {
    assert.deepEqual(await current().newer(), []);
    await sql`insert into kysely_migration values ('9999-tomorrow', '2999-01-01')`.execute(current().db);
    assert.deepEqual(await current().newer(), ['9999-tomorrow']);
    await sql`delete from kysely_migration where name = '9999-tomorrow'`.execute(current().db);
  });

  it('answers no more once closed', async () => {
    await current().close();
    await assert.rejects(current().probe());
  });

  it('finishes what was asked for before it closes, and closes once', async () => {
    const { db, close } = current();
    const asked = Array.from({ length: 20 }, () =>
      db.transaction().execute(async (trx) => {
        await sql`select 1`.execute(trx);
        await sql`select 2`.execute(trx);
      }),
    );
    const closing = [close(), close()];
    await Promise.all([...asked, ...closing]);
  });

  it('refuses a vote without a prediction, whoever asks', async () => {
    const orphan = { prediction_id: 'nobody', voter: 'ann', correct: true, correction: null, voted_at: 1 };
    await assert.rejects(current().db.insertInto('votes').values(orphan).execute(), /foreign key/i);
  });
});

describe('The embedded database', () => {
  const folder = temporaryFolder();

  it('makes its folder, for its user alone', async () => {
    const dataDir = join(folder(), 'a', 'b');
    const database = await openDatabase({ dataDir });
    await database.close();
    assert.equal(statSync(dataDir).mode & 0o777, 0o700);
  });

  it('keeps what it was given when it is opened again', async () => {
    const made = prediction();
    const first = await openDatabase({ dataDir: folder() });
    await createFeedbackStore(first).addPrediction(made);
    await first.close();
    const second = await openDatabase({ dataDir: folder() });
    assert.deepEqual(await createFeedbackStore(second).findPrediction(made.id), made);
    await second.close();
  });

  it('writes a commit through to the disk, and over what is erased', async () => {
    const { db, close } = await openDatabase({ dataDir: folder() });
    const pragma = async (name: string) =>
      Object.values((await sql.raw(`pragma ${name}`).execute(db)).rows[0]!)[0];
    assert.equal(await pragma('journal_mode'), 'wal');
    assert.equal(await pragma('synchronous'), 2);
    assert.equal(await pragma('foreign_keys'), 1);
    assert.equal(await pragma('secure_delete'), 1);
    await close();
  });

  it('takes little room for its log while its tables are made', async () => {
    const database = await openDatabase({ dataDir: folder() });
    const [file, log] = ['feedback.db', 'feedback.db-wal'].map((name) => statSync(join(folder(), name)).size);
    await database.close();
    assert.ok(log! < 2 * file!, `${log} bytes of log for ${file} of tables`);
  });

  it('answers with the columns that a table has by now, though it was asked the same before', async () => {
    const { db, close } = await openDatabase({ dataDir: folder() });
    await sql`create table kept (a integer)`.execute(db);
    await sql`insert into kept values (1)`.execute(db);
    const ask = async () => (await sql`select * from kept`.execute(db)).rows;
    assert.deepEqual(
      (await ask()).map((row) => ({ ...(row as object) })),
      [{ a: 1 }],
    );
    await sql`alter table kept add column b integer default 2`.execute(db);
    assert.deepEqual(
      (await ask()).map((row) => ({ ...(row as object) })),
      [{ a: 1, b: 2 }],
    );
    await close();
  });

  it('leaves no byte of a text that was forgotten', async () => {
    const text = 'nobody shall read this again, however hard they look';
    const database = await openDatabase({ dataDir: folder() });
    const store = createFeedbackStore(database);
    await store.addPrediction(prediction({ text, origin: 'teams:c/1' }));
    await store.forgetPost('teams:c/1');
    await database.close();
    assert.equal(readFileSync(join(folder(), 'feedback.db')).includes(text), false);
  });

  it('refuses a second process on the same folder, and says which folder and what to do', async () => {
    const first = await openDatabase({ dataDir: folder() });
    const message = await refusal({ dataDir: folder() });
    assert.ok(message.includes(resolve(folder())), message);
    assert.match(message, /in use by another process.*DATABASE_URL/);
    await sql`select 1`.execute(first.db);
    await first.close();
    const next = await openDatabase({ dataDir: folder() });
    await next.close();
  });

  it('says that the folder cannot be used', async () => {
    writeFileSync(join(folder(), 'file'), '');
    assert.match(
      await refusal({ dataDir: join(folder(), 'file') }),
      /folder .*file cannot be used .*DATA_DIR/,
    );
    assert.match(await refusal({ dataDir: join(folder(), 'file', 'data') }), /cannot be used/);
    mkdirSync(join(folder(), 'odd', 'feedback.db'), { recursive: true });
    assert.match(await refusal({ dataDir: join(folder(), 'odd') }), /cannot be used/);
  });

  it('says that the database is damaged, and lets go of the folder', async () => {
    const file = join(folder(), 'feedback.db');
    writeFileSync(file, 'this is no database, whatever its name says '.repeat(100));
    assert.match(await refusal({ dataDir: folder() }), /feedback\.db is damaged .*backup/);
    assert.match(await refusal({ dataDir: folder() }), /is damaged/);
  });

  const change = async (statement: string) => {
    await (await openDatabase({ dataDir: folder() })).close();
    const database = new DatabaseSync(join(folder(), 'feedback.db'));
    database.exec(statement);
    database.close();
  };

  it('is opened by an older program than the last that added to it', async () => {
    await change("insert into kysely_migration values ('9999-tomorrow', '2999-01-01')");
    const database = await openDatabase({ dataDir: folder() });
    assert.deepEqual(await database.newer(), ['9999-tomorrow']);
    await database.probe();
    await database.close();
  });

  it('says that a newer program has taken something away', async () => {
    await change("insert into kysely_migration values ('9999-tomorrow-breaks', '2999-01-01')");
    assert.match(await refusal({ dataDir: folder() }), /another version.*9999-tomorrow-breaks.*run that/);
  });

  it('says that another program has changed what this one would', async () => {
    await change("update kysely_migration set name = '0023-other' where name = '0023-reasons'");
    assert.match(await refusal({ dataDir: folder() }), /another version.*0023-other/);
  });
});

describe('The shared database', () => {
  const folder = temporaryFolder();
  const open = (databaseUrl: string) => refusal({ dataDir: folder(), databaseUrl });
  let server: Awaited<ReturnType<typeof startPostgres>>;

  before(async function () {
    this.timeout(60_000);
    server = await startPostgres();
  });

  it('finishes what was asked for before it closes, although connections are still being opened', async function () {
    this.timeout(30_000);
    const databaseUrl = await createPostgresDatabase();
    for (let round = 0; round < 10; round += 1) {
      const { db, close } = await openDatabase({ dataDir: 'unused', databaseUrl });
      const asked = Array.from({ length: 20 }, () =>
        db.transaction().execute((trx) => sql`select 1`.execute(trx)),
      );
      await Promise.all([...asked, close()]);
    }
  });

  it('is opened by three replicas at once', async () => {
    const databaseUrl = await createPostgresDatabase();
    const replicas = await Promise.all([1, 2, 3].map(() => openDatabase({ dataDir: folder(), databaseUrl })));
    const made = prediction();
    await createFeedbackStore(replicas[0]!).addPrediction(made);
    for (const replica of replicas) {
      assert.deepEqual(await createFeedbackStore(replica).findPrediction(made.id), made);
      await replica.close();
    }
  });

  it('does not touch the data folder', async () => {
    const dataDir = join(folder(), 'unused');
    const database = await openDatabase({ dataDir, databaseUrl: await createPostgresDatabase() });
    await database.close();
    assert.throws(() => statSync(dataDir), { code: 'ENOENT' });
  });

  it('outlives the loss of its connections, idle or in the middle of a transaction', async () => {
    const databaseUrl = await createPostgresDatabase();
    const database = await openDatabase({ dataDir: folder(), databaseUrl });
    const other = await openDatabase({ dataDir: folder(), databaseUrl });
    async function loseConnections() {
      await sql`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`.execute(other.db);
      await new Promise((resolve) => setTimeout(resolve, 100)); // until the pool has heard of it
    }
    await loseConnections();
    await sql`select 1`.execute(database.db);
    const transaction = database.db.transaction().execute(async (trx) => {
      await loseConnections();
      await sql`select 1`.execute(trx);
    });
    await assert.rejects(transaction);
    await sql`select 1`.execute(database.db);
    await Promise.all([database.close(), other.close()]);
  });

  it('says that the server cannot be reached', async () => {
    const port = await freePort();
    const message = await open(postgresUrl({ port, name: 'any', secret: 'se/cret' }));
    assert.match(
      message,
      new RegExp(`127\\.0\\.0\\.1:${port} cannot be reached \\(ECONNREFUSED\\).*DATABASE_URL`),
    );
    assert.doesNotMatch(message, /cret/);
  });

  it('says that user or password are wrong, without the password', async () => {
    const message = await open(postgresUrl({ port: server.port, name: 'postgres', secret: 'se/cret' }));
    assert.match(message, /refuses user postgres.*DATABASE_URL/);
    assert.doesNotMatch(message, /cret/);
  });

  it('says in one sentence that a certificate file is missing or is no file', async () => {
    const url = postgresUrl({ port: server.port, name: 'postgres', secret: 'se/cret' });
    for (const name of ['sslrootcert', 'sslkey'])
      for (const file of [join(folder(), 'missing.pem'), folder()]) {
        const message = await open(`${url}?${name}=${file}`);
        assert.match(
          message,
          /^DATABASE_URL .*(ENOENT.*missing\.pem|EISDIR).*sslrootcert.* each name a file\.$/,
        );
        assert.doesNotMatch(message, /cret\W|\n/);
      }
  });

  it('says that there is no such database', async () => {
    const message = await open(postgresUrl({ port: server.port, name: 'nowhere' }));
    assert.match(message, /no database nowhere.*create it/);
  });

  it('is opened by an older program, unless a newer one has taken something away', async () => {
    const databaseUrl = await createPostgresDatabase();
    for (const name of ['9998-tomorrow', '9999-then-breaks']) {
      const database = await openDatabase({ dataDir: folder(), databaseUrl });
      await sql`insert into kysely_migration values (${name}, '2999-01-01')`.execute(database.db);
      await database.close();
    }
    assert.match(await open(databaseUrl), /another version.*9998-tomorrow, 9999-then-breaks/);
  });
});
