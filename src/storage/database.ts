// Opens the database that the stores share: SQLite in a folder, or PostgreSQL.
import { Kysely, sql } from 'kysely';
import { migrate } from './migrations.ts';
import { openPostgres } from './postgres.ts';
import { openSqlite } from './sqlite.ts';
import type { Tables } from './tables.ts';

export interface Database {
  readonly db: Kysely<Tables>;
  readonly kind: 'sqlite' | 'postgres';
  /** Resolves when a query is answered. */
  ping(): Promise<void>;
  /** Waits for the queries in flight. */
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** Folder of the embedded store. */
  readonly dataDir: string;
  /** `postgres://…`: use this in place of the embedded store. */
  readonly databaseUrl?: string | undefined;
}

/**
 * Opens the database and brings its tables up to date.
 * @throws {StorageError} with what to do; nothing stays open then.
 */
export async function openDatabase({ dataDir, databaseUrl }: DatabaseOptions): Promise<Database> {
  const { dialect, explain, release } = databaseUrl
    ? { ...openPostgres(databaseUrl), release: () => {} }
    : openSqlite(dataDir);
  const db = new Kysely<Tables>({ dialect });
  const close = async () => {
    await db.destroy();
    release();
  };
  try {
    await migrate(db);
  } catch (error) {
    await close();
    throw explain(error);
  }
  return {
    db,
    kind: databaseUrl ? 'postgres' : 'sqlite',
    async ping() {
      await sql`select 1`.execute(db);
    },
    close,
  };
}
