// Runs the same suite on SQLite and on PostgreSQL, each test on an empty database.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { type Database, openDatabase } from '../../src/storage/database.ts';
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
        if (databaseUrl) await sql`truncate predictions, traces, deliveries cascade`.execute(database.db);
      });

      afterEach(async () => {
        await database.close();
        rmSync(folder, { recursive: true, force: true });
      });

      suite(() => database);
    });
  }
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
