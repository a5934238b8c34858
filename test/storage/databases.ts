// Runs the same suite on SQLite and on PostgreSQL, each test on an empty database of its own.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '../../src/storage/database.ts';
import { createPostgresDatabase, startPostgres } from './postgres.ts';

export function onBothDatabases(title: string, suite: (current: () => Database) => void): void {
  for (const kind of ['sqlite', 'postgres'] as const) {
    describe(`${title} (${kind})`, () => {
      let database: Database;
      let folder: string | undefined;

      before(async function () {
        this.timeout(60_000);
        if (kind === 'postgres') await startPostgres();
      });

      beforeEach(async () => {
        folder = mkdtempSync(join(tmpdir(), 'storage-'));
        const databaseUrl = kind === 'postgres' ? await createPostgresDatabase() : undefined;
        database = await openDatabase({ dataDir: folder, databaseUrl });
      });

      afterEach(async () => {
        await database?.close();
        if (folder) rmSync(folder, { recursive: true, force: true });
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
