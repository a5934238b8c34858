import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { restoreBackup, takeBackup } from '../../src/storage/backup/backup.ts';
import { contentOfPostgres, differences } from '../../src/storage/backup/content.ts';
import { openDatabase } from '../../src/storage/engine/database.ts';
import { createClient } from '../../src/storage/engine/postgres.ts';
import { temporaryFolder } from './databases.ts';
import { createPostgresDatabase } from './postgres.ts';

const POURING = fileURLToPath(new URL('pouring.ts', import.meta.url));

/** Pours votes into a store until `enough` are acknowledged, then calls `meanwhile` while they go on. @returns those before it. */
async function whilePouring(
  dataDir: string,
  enough: number,
  meanwhile: () => Promise<unknown>,
): Promise<string[]> {
  const child = spawn(process.execPath, [POURING, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exit = once(child, 'exit');
  const acknowledged: string[] = [];
  const lines = createInterface({ input: child.stdout });
  for await (const line of lines) {
    acknowledged.push(line);
    if (acknowledged.length === enough) break;
  }
  lines.close();
  child.stdout.resume();
  try {
    await meanwhile();
  } finally {
    child.kill('SIGKILL');
    await exit;
  }
  return acknowledged;
}

async function votesOf(dataDir: string, predictionIds: readonly string[]): Promise<number> {
  const database = await openDatabase({ dataDir });
  try {
    const votes = database.db.selectFrom('votes').where('prediction_id', 'in', predictionIds);
    return (await votes.selectAll().execute()).length;
  } finally {
    await database.close();
  }
}

describe('A backup of the embedded store', () => {
  const folder = temporaryFolder();
  const at = (name: string) => join(folder(), name);

  it('holds every vote acknowledged before it, though votes pour in, and comes back equal in an empty folder', async function () {
    this.timeout(60_000);
    mkdirSync(at('data'));
    const acknowledged = await whilePouring(at('data'), 40, () =>
      takeBackup({ dataDir: at('data') }, at('backup')),
    );
    const { tables } = await restoreBackup(at('backup'), { dataDir: at('restored') });
    assert.ok(tables.votes!.rows >= 40);
    const ids = acknowledged.map((line) => line.split(' ')[0]!);
    assert.equal(await votesOf(at('restored'), ids), 40);
    assert.equal(
      readFileSync(at('restored/people.key'), 'utf8'),
      readFileSync(at('data/people.key'), 'utf8'),
    );
  });

  describe('of a small store', () => {
    beforeEach(async () => {
      await (await openDatabase({ dataDir: at('data') })).close();
      await takeBackup({ dataDir: at('data') }, at('backup'));
    });

    it('is not put over a store that is there', async () => {
      await assert.rejects(
        restoreBackup(at('backup'), { dataDir: at('data') }),
        /exists: restore into an empty folder/,
      );
    });

    it('is refused when a row was changed, and leaves no database behind', async () => {
      const text = readFileSync(at('backup/backup.json'), 'utf8');
      writeFileSync(
        at('backup/backup.json'),
        text.replace(/"digest": "(.)/, (_, digit) => `"digest": "${digit === '0' ? 1 : 0}`),
      );
      await assert.rejects(
        restoreBackup(at('backup'), { dataDir: at('other') }),
        /differs from what was backed up \(\w+: \d+ and \d+ rows/,
      );
      assert.ok(!existsSync(at('other/feedback.db')));
    });

    it('is refused when its database is damaged', async () => {
      writeFileSync(at('backup/feedback.db'), 'no database');
      await assert.rejects(restoreBackup(at('backup'), { dataDir: at('other') }), /take another backup/);
      assert.ok(!existsSync(at('other/feedback.db')));
    });

    it('is refused when it was not finished', async () => {
      await assert.rejects(
        restoreBackup(at('data'), { dataDir: at('other') }),
        /no backup, or one that was not finished/,
      );
    });

    it('does not go beside another key, with which earlier voters would be other people', async () => {
      writeFileSync(at('backup/people.key'), `${'a'.repeat(64)}\n`);
      mkdirSync(at('other'));
      writeFileSync(at('other/people.key'), `${'b'.repeat(64)}\n`);
      await assert.rejects(
        restoreBackup(at('backup'), { dataDir: at('other') }),
        /another key than the backup's/,
      );
    });

    it('does not go into a database of another kind', async () => {
      const place = { dataDir: at('other'), databaseUrl: 'postgres://nobody@127.0.0.1:1/none' };
      await assert.rejects(restoreBackup(at('backup'), place), /backup of an embedded store/);
    });

    it('is not taken into a folder that holds something', async () => {
      await assert.rejects(takeBackup({ dataDir: at('data') }, at('backup')), /is not empty/);
    });

    it('is not taken where there is no store', async () => {
      await assert.rejects(takeBackup({ dataDir: at('nothing') }, at('other')), /There is no store in/);
    });
  });
});

describe('A backup of the shared store', () => {
  const folder = temporaryFolder();

  it('compares rows whatever their order, and sees one that differs', async function () {
    this.timeout(60_000);
    const contents = [];
    for (const values of [`(1, 'é'), (2, null)`, `(2, null), (1, 'é')`, `(1, 'e'), (2, null)`]) {
      const client = createClient(await createPostgresDatabase());
      await client.connect();
      await client.query(`create table notes (id int, text text); insert into notes values ${values}; begin`);
      contents.push(await contentOfPostgres(client));
      await client.end();
    }
    assert.deepEqual(differences(contents[0]!, contents[1]!), []);
    assert.deepEqual(differences(contents[0]!, contents[2]!), ['notes: 2 and 2 rows']);
  });

  it('comes back equal in an empty database, and nowhere else', async function () {
    this.timeout(60_000);
    const [from, into] = [await createPostgresDatabase(), await createPostgresDatabase()];
    const client = createClient(from);
    await client.connect();
    const { rows } = await client.query('show server_version_num');
    await client.end();
    if (Math.floor(rows[0].server_version_num / 10_000) > toolVersion()) this.skip(); // pg_dump refuses later servers
    await (await openDatabase({ dataDir: folder(), databaseUrl: from })).close();
    await takeBackup(
      { dataDir: folder(), databaseUrl: from, environment: process.env },
      join(folder(), 'backup'),
    );
    await restoreBackup(join(folder(), 'backup'), {
      dataDir: folder(),
      databaseUrl: into,
      environment: process.env,
    });
    await (await openDatabase({ dataDir: folder(), databaseUrl: into })).close();
    await assert.rejects(
      restoreBackup(join(folder(), 'backup'), {
        dataDir: folder(),
        databaseUrl: into,
        environment: process.env,
      }),
      /has tables/,
    );
  });

  it('says what to install where PostgreSQL has left no pg_dump', async function () {
    this.timeout(60_000);
    const databaseUrl = await createPostgresDatabase();
    const place = { dataDir: folder(), databaseUrl, environment: { PATH: folder() } };
    await assert.rejects(
      takeBackup(place, join(folder(), 'backup')),
      /pg_dump is not installed: install PostgreSQL's client programs/,
    );
  });
});

/** The version of the pg_dump of this machine; 0 where there is none. */
function toolVersion(): number {
  try {
    return Number(/\d+/.exec(execFileSync('pg_dump', ['--version'], { encoding: 'utf8' }))?.[0] ?? 0);
  } catch {
    return 0;
  }
}
