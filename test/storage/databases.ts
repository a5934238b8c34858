// Runs the same suite on SQLite and on PostgreSQL, each test on an empty database.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { type Database, openDatabase } from '../../src/storage/engine/database.ts';
import { createPostgresDatabase } from './postgres.ts';

export function onBothDatabases(title: string, suite: (current: () => Database) => void): void {
  for (const kind of ['sqlite', 'postgres'] as const) {
    describe(`${title} (${kind})`, () => {
      let database: Database;
      let folder: string;
      let databaseUrl: string | undefined;

      before(async function () {
        this.timeout(60_000);
        if (kind === 'postgres') databaseUrl = await createPostgresDatabase();
      });

      beforeEach(async () => {
        folder = mkdtempSync(join(tmpdir(), 'storage-'));
        database = await openDatabase({ dataDir: folder, databaseUrl });
        // Making a PostgreSQL database takes a quarter of a second; emptying one does not.
        if (databaseUrl) await empty(database);
      });

      afterEach(async () => {
        await database.close();
        rmSync(folder, { recursive: true, force: true });
      });

      suite(() => database);
    });
  }
}

/** Empties every table but those that say which migrations were made. */
async function empty({ db }: Database): Promise<void> {
  const tables = (await db.introspection.getTables()).map(({ name }) => sql.table(name));
  await sql`truncate ${sql.join(tables)} cascade`.execute(db);
}

/** A folder for one test, removed after it. Call it inside a `describe`. */
export function temporaryFolder(): () => string {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'storage-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  return () => folder;
}
