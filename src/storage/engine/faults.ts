// Faults of the surroundings: what a database says when its disk, its network or its role has changed, and nothing that
// a request asked for is wrong. Each becomes an error that names its cause.
import { StoreUnavailableError } from '../../feedback/errors.ts';

/** By the beginning of the SQLSTATE; the first that fits. */
const SQLSTATES: readonly (readonly [RegExp, string])[] = [
  [/^53100/, 'The disk of PostgreSQL is full'],
  [/^53/, 'PostgreSQL has no connection or memory left'],
  [/^25006/, 'PostgreSQL takes no writes: it is read-only, as a standby is'],
  [/^(57014|55P03)/, 'A statement took too long, or waited too long for a lock'],
  [/^40(001|P01)/, 'Two transactions were in the way of each other'],
  [/^(08|25P03|57P)/, 'PostgreSQL ended the connection'],
  [/^58/, 'PostgreSQL met a fault of its system'],
  [/^(28|3D000)/, 'PostgreSQL no longer accepts DATABASE_URL'],
  [/^(42P01|42703)/, 'The tables are not those of this version: another version changed them'],
];

/** By the primary result code of SQLite. */
const SQLITE: Readonly<Record<number, readonly [name: string, cause: string]>> = {
  3: ['SQLITE_PERM', 'The files of the database may not be used'],
  5: ['SQLITE_BUSY', 'Another process holds the database'],
  6: ['SQLITE_LOCKED', 'The database is locked'],
  7: ['SQLITE_NOMEM', 'There is no memory left for the database'],
  8: ['SQLITE_READONLY', 'The files of the database cannot be written'],
  10: ['SQLITE_IOERR', 'The disk of the database fails or is full'],
  11: ['SQLITE_CORRUPT', 'The database is damaged; put a backup in its place'],
  13: ['SQLITE_FULL', 'The disk of the database is full'],
  14: ['SQLITE_CANTOPEN', 'The files of the database cannot be opened'],
  26: ['SQLITE_NOTADB', 'The database is damaged; put a backup in its place'],
};

const NO_NETWORK =
  /^(ECONN|EPIPE|EHOST|ENET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT)|Connection terminated|not queryable|connection error/;
const TOO_LATE = /^Query read timeout|^timeout exceeded when trying to connect/;

/** @returns an error that names the fault of the surroundings; any other error as it is. */
export function asFault(error: unknown): unknown {
  const cause = causeOf(error as Partial<DriverError>);
  return cause === undefined ? error : new StoreUnavailableError(`${cause}.`, { cause: error });
}

/** Whether the connection that gave this error, and those opened before it, lead to nowhere or to the wrong server. */
export function isConnectionLost(error: unknown): boolean {
  const { code = '', message = '' } = error as Partial<DriverError>;
  return /^(08|25006|57P)/.test(code) || NO_NETWORK.test(code || message) || TOO_LATE.test(message);
}

/** Whether a query failed because nothing can be written now, as far as it asks for more room than is left. */
export function refusesWrites(error: unknown): boolean {
  const { code = '', errcode = 0 } = ((error as Error).cause ?? {}) as Partial<DriverError>;
  return (
    error instanceof StoreUnavailableError &&
    (/^(53100|25006|58)/.test(code) || WRITE_FAULTS.has(errcode & 0xff))
  );
}

/** SQLITE_READONLY, SQLITE_IOERR, SQLITE_FULL. */
const WRITE_FAULTS = new Set([8, 10, 13]);

/** Whether PostgreSQL has given all its connections away. */
export const hasNoConnectionLeft = (error: unknown) => (error as Partial<DriverError>).code === '53300';

interface DriverError {
  readonly code: string;
  readonly errcode: number;
  readonly message: string;
}

function causeOf({ code = '', errcode, message = '' }: Partial<DriverError>): string | undefined {
  if (errcode !== undefined) {
    const [name, cause] = SQLITE[errcode & 0xff] ?? [];
    if (name) return `${cause} (${name}, ${errcode})`;
    if (/^no such (table|column)|has no column named/.test(message)) return SQLSTATES.at(-1)![1];
    return undefined;
  }
  if (TOO_LATE.test(message)) return 'PostgreSQL does not answer in time';
  if (NO_NETWORK.test(code || message)) return `PostgreSQL cannot be reached (${code || 'connection lost'})`;
  const known = /^[0-9A-Z]{5}$/.test(code) && SQLSTATES.find(([state]) => state.test(code));
  return known ? `${known[1]} (${code})` : undefined;
}
