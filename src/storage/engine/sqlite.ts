// The embedded store: SQLite in a folder that belongs to one process.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { type Dialect, type SqliteDatabase, SqliteDialect, type SqliteStatement } from 'kysely';
import { StoreUnavailableError } from '../../feedback/errors.ts';
import { StorageError } from './errors.ts';
import { asFault } from './faults.ts';

const BUSY = 5;
const CORRUPT = 11;
const NOT_A_DATABASE = 26;

export interface SqliteFolder {
  readonly dialect: Dialect;
  /** Lets another process have the folder. Close what the dialect opened first. */
  release(): void;
  /** Says what to do about an error of this store. */
  explain(error: unknown): Error;
}

/**
 * Takes a folder for this process and opens the database in it; both are made when missing.
 * @throws {StorageError} when the folder is taken or cannot be written, or the database is damaged.
 */
export function openSqlite(dataDir: string): SqliteFolder {
  const folder = resolve(dataDir);
  const file = join(folder, 'feedback.db');
  const explain = (error: unknown) => explainSqlite(error, folder, file);
  let lock: DatabaseSync | undefined;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    lock = lockFolder(folder);
    const database = new DatabaseSync(file, { timeout: 5000 });
    try {
      // FULL: a commit is on disk, not only in the operating system, before it is acknowledged.
      // secure_delete: what was erased is overwritten, for it was erased so that nobody can read it.
      database.exec(`
        pragma journal_mode = wal;
        pragma synchronous = full;
        pragma foreign_keys = on;
        pragma secure_delete = on;
      `);
    } catch (error) {
      database.close();
      throw error;
    }
    const release = lock.close.bind(lock);
    return { dialect: new SqliteDialect({ database: forKysely(database) }), release, explain };
  } catch (error) {
    lock?.close();
    throw explain(error);
  }
}

/** The operating system takes the lock back when the process ends, however it ends. */
function lockFolder(folder: string): DatabaseSync {
  const lock = new DatabaseSync(join(folder, 'lock.db'), { timeout: 0 });
  try {
    lock.exec('begin exclusive');
    return lock;
  } catch (error) {
    lock.close();
    if (sqliteCode(error) !== BUSY) throw error;
    throw new StorageError(
      `The folder ${folder} is in use by another process. End that process or set DATA_DIR to another folder; ` +
        'for several processes on the same data, set DATABASE_URL to a PostgreSQL database.',
      { cause: error },
    );
  }
}

function explainSqlite(fault: unknown, folder: string, file: string): Error {
  const error = fault instanceof StoreUnavailableError ? fault.cause : fault;
  if (error instanceof StorageError) return error;
  const { message, code } = error as NodeJS.ErrnoException;
  const sqlite = sqliteCode(error);
  if (sqlite === CORRUPT || sqlite === NOT_A_DATABASE)
    return new StorageError(
      `The database ${file} is damaged (${message}). Put a backup in its place, or move it away to start empty.`,
      { cause: error },
    );
  if (sqlite !== undefined || code)
    return new StorageError(
      `The folder ${folder} cannot be used (${message}). Make it writable with space left, or set DATA_DIR to another.`,
      { cause: error },
    );
  return error as Error;
}

/** Primary result code of SQLite; undefined for what is no error of SQLite. */
function sqliteCode(error: unknown): number | undefined {
  const { errcode } = error as { errcode?: number };
  return errcode === undefined ? undefined : errcode & 0xff;
}

/** Statements that stay prepared, the one that was asked for longest ago goes first; and the longest text of one. */
const MOST_KEPT = 200;
const LONGEST_KEPT = 5000;

/** `node:sqlite` in the shape that Kysely's SqliteDialect wants. What is asked for again is not prepared again. */
function forKysely(database: DatabaseSync): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>();

  function prepare(sql: string): SqliteStatement {
    const statement = named(() => database.prepare(sql));
    return {
      reader: statement.columns().length > 0,
      all: (parameters) => named(() => statement.all(...parameters.map(toSqlite))),
      run: (parameters) => named(() => statement.run(...parameters.map(toSqlite))),
      // One that is half read cannot be asked for again.
      iterate: (parameters) => database.prepare(sql).iterate(...parameters.map(toSqlite)),
    };
  }

  return {
    close() {
      kept.clear();
      database.close();
    },
    prepare(asked) {
      // A full disk ends a transaction by itself.
      const sql = asked === 'rollback' && !database.isTransaction ? 'select 1' : asked;
      const statement = kept.get(sql) ?? prepare(sql);
      kept.delete(sql); // to the end: a Map keeps the order of insertion
      if (sql.length <= LONGEST_KEPT) kept.set(sql, statement);
      if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value!);
      return statement;
    },
  };
}

/** @throws {StoreUnavailableError} for a fault of the surroundings. */
function named<T>(ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    throw asFault(error);
  }
}

/** SQLite has no booleans: they are 0 and 1. */
function toSqlite(value: unknown): SQLInputValue {
  return (typeof value === 'boolean' ? Number(value) : value) as SQLInputValue;
}
