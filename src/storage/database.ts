// Opens the database that the stores share: SQLite in a folder, or PostgreSQL.
import { Kysely, sql } from 'kysely';
import { tokenOf } from './managed-identity.ts';
import { migrate } from './migrations.ts';
import { openPostgres } from './postgres.ts';
import { openSqlite } from './sqlite.ts';
import type { Tables } from './tables.ts';

export interface Database {
  readonly db: Kysely<Tables>;
  readonly kind: 'sqlite' | 'postgres';
  /** Resolves when a query is answered. */
  ping(): Promise<void>;
  /** Lets the queries finish that were asked for before. */
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** Folder of the embedded store. */
  readonly dataDir: string;
  /** `postgres://…`: use this in place of the embedded store. */
  readonly databaseUrl?: string | undefined;
  /** Client id of the managed identity that signs in to it, where Azure has no password for it. */
  readonly databaseIdentity?: string | undefined;
}

/**
 * Opens the database and brings its tables up to date.
 * @throws {StorageError} with what to do; nothing stays open then.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { dataDir, databaseUrl, databaseIdentity } = options;
  const { dialect, explain, release } = databaseUrl
    ? {
        ...openPostgres(databaseUrl, databaseIdentity ? tokenOf(databaseIdentity) : undefined),
        release: () => {},
      }
    : openSqlite(dataDir);
  const db = new Kysely<Tables>({ dialect });
  const letGo = () => db.destroy().finally(release);
  let closing: Promise<void> | undefined;
  try {
    await migrate(db);
  } catch (error) {
    await letGo();
    throw explain(error);
  }
  return {
    db,
    kind: databaseUrl ? 'postgres' : 'sqlite',
    async ping() {
      await sql`select 1`.execute(db);
    },
    close() {
      closing ??= ownTurn(db).then(letGo);
      return closing;
    },
  };
}

/** Resolves once the queries that were asked for before have a connection; Kysely would not wait for them. */
async function ownTurn(db: Kysely<Tables>): Promise<void> {
  await db
    .connection()
    .execute(async () => {})
    .catch(() => {}); // nobody answers: there is nothing to wait for
}
