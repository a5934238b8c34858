// Opens the database that the stores share: SQLite in a folder, or PostgreSQL.

import { Kysely, sql } from 'kysely';
import { wallClock } from '../../clock.ts';
import { createUnreadableRows, type UnreadableRow, type UnreadableRows } from '../unreadable/rows.ts';
import { tokenOf } from './managed-identity.ts';
import { migrate, newerMigrations } from './migrations.ts';
import { openPostgres } from './postgres.ts';
import { createProbe } from './probe.ts';
import { recordQuery } from './query-span.ts';
import { openSqlite } from './sqlite.ts';
import { createSteadyClock, followClock, type RemoteClock } from './steady-clock.ts';
import type { Tables } from './tables.ts';

export interface Database {
  readonly db: Kysely<Tables>;
  readonly kind: 'sqlite' | 'postgres';
  /** Milliseconds since 1970-01-01T00:00Z, the same for all who use the store; see {@link createSteadyClock}. */
  readonly clock: () => number;
  /**
   * Empties the write-ahead log of SQLite, in which every page stands as it was before: what was erased until now can be read
   * nowhere in its files. PostgreSQL keeps its own log, out of reach of programs.
   */
  emptyLog(): Promise<void>;
  /** Reads rows, and passes over those that cannot be read. */
  readonly unreadable: UnreadableRows;
  /**
   * Resolves once something is written, as posts and votes are; those who ask at once share a write. A larger write that found
   * no room counts for ten seconds.
   */
  probe(): Promise<void>;
  /** @returns names of the migrations that a newer version has run since this one opened the store. */
  newer(): Promise<readonly string[]>;
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
  /** Told of each row that cannot be read, when it is met for the first time. */
  readonly onUnreadable?: ((row: UnreadableRow) => void) | undefined;
}

/**
 * Opens the database and brings its tables up to date.
 * @throws {StorageError} with what to do; nothing stays open then.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { dataDir, databaseUrl, databaseIdentity } = options;
  const token = databaseIdentity ? tokenOf(databaseIdentity) : undefined;
  const { dialect, connections, explain, release } = databaseUrl
    ? { ...openPostgres(databaseUrl, token), release: () => {} }
    : { ...openSqlite(dataDir), connections: () => 1 };
  const db = new Kysely<Tables>({
    dialect,
    log(event) {
      if (databaseUrl) recordQuery(event);
      if (event.level === 'error') probe.note(event.error);
    },
  });
  const probe = createProbe(db);
  const letGo = () => db.destroy().finally(release);
  let closing: Promise<void> | undefined;
  let remote: RemoteClock | undefined;
  try {
    if (databaseUrl) await migrateWithoutLimits(databaseUrl, token);
    else await migrateInLittleRoom(db);
    if (databaseUrl) remote = await followClock(() => timeOf(db));
  } catch (error) {
    await letGo();
    throw explain(error);
  }
  return {
    db,
    kind: databaseUrl ? 'postgres' : 'sqlite',
    clock: createSteadyClock(remote?.now ?? wallClock).now,
    async emptyLog() {
      if (!databaseUrl) await sql`pragma wal_checkpoint(truncate)`.execute(db);
    },
    unreadable: createUnreadableRows(options.onUnreadable),
    probe: probe.write,
    newer: () => newerMigrations(db),
    close() {
      remote?.stop();
      closing ??= allTurns(db, connections()).then(letGo);
      return closing;
    },
  };
}

/** SQLite writes a commit for each change of a table: its log is emptied on the way, or it would outgrow the database. */
async function migrateInLittleRoom(db: Kysely<Tables>): Promise<void> {
  await sql`pragma wal_autocheckpoint = 50`.execute(db);
  await migrate(db);
  await sql`pragma wal_autocheckpoint = 1000`.execute(db);
}

async function migrateWithoutLimits(databaseUrl: string, token?: () => Promise<string>): Promise<void> {
  const { dialect } = openPostgres(databaseUrl, token, false);
  const db = new Kysely<Tables>({ dialect });
  await migrate(db).finally(() => db.destroy());
}

async function timeOf(db: Kysely<Tables>): Promise<number> {
  const query = sql<{ now: number }>`select (extract(epoch from clock_timestamp()) * 1000)::float8 as now`;
  return (await query.execute(db)).rows[0]!.now;
}

/**
 * Resolves once the queries that were asked for before have a connection; Kysely would not wait for them. They may get
 * theirs in any order while a pool opens its connections, so it takes all of them at once.
 */
async function allTurns(db: Kysely<Tables>, connections: number): Promise<void> {
  const { promise: allHeld, resolve } = Promise.withResolvers<void>();
  let held = 0;
  const hold = async () => {
    held += 1;
    if (held === connections) resolve();
    await allHeld;
  };
  const holds = Array.from({ length: connections }, () => db.connection().execute(hold));
  // Nobody answers: there is nothing to wait for.
  await Promise.all(holds.map((each) => each.catch(resolve)));
}
