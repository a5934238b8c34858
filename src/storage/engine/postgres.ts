// The shared store: a PostgreSQL database that several replicas use at once.
import { type Dialect, PostgresDialect } from 'kysely';
import pg from 'pg';
import { parseIntoClientConfig } from 'pg-connection-string';
import { StoreUnavailableError } from '../../feedback/errors.ts';
import { StorageError } from './errors.ts';
import { trustWhileWell } from './postgres-pool.ts';

/** Few connections: a query takes a millisecond, and every replica brings a pool of its own. */
export const CONNECTIONS = 4;

/** Milliseconds that a query may wait for a connection. */
const PATIENCE = 5000;

/**
 * What the service waits for at most, in milliseconds: the server ends what takes long, and a server that does not answer
 * even then is given up. Migrations take as long as their tables are large.
 */
const LIMITS = { statement_timeout: 9000, lock_timeout: 5000, query_timeout: 10_000 };

const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
]);

export interface Postgres {
  /** Connects with its first query. */
  readonly dialect: Dialect;
  /** How many queries can run at once now. */
  connections(): number;
  /** Says what to do about an error. */
  explain(error: unknown): Error;
}

/**
 * @param token asked for at each connection, in place of the password of the address.
 * @param limited false where a statement may take as long as it likes.
 */
export function openPostgres(databaseUrl: string, token?: () => Promise<string>, limited = true): Postgres {
  const pool = new pg.Pool({
    ...parse(databaseUrl),
    ...(token && { password: token }),
    ...(limited && LIMITS),
    max: CONNECTIONS,
    connectionTimeoutMillis: PATIENCE,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    // A replica that froze in a transaction must not hold up votes for ever.
    idle_in_transaction_session_timeout: 20_000,
    types,
  });
  // A connection was lost. The query on it, if any, is rejected, the pool drops it and opens another when one is asked
  // for; an error event that nobody listens to would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return {
    dialect: new PostgresDialect({ pool: trustWhileWell(pool, PATIENCE) }),
    connections: () => pool.options.max,
    explain: (error) => explainPostgres(error, databaseUrl),
  };
}

/** One connection of its own, not yet made, on which a statement may take as long as it likes. */
export function createClient(databaseUrl: string, token?: () => Promise<string>): pg.Client {
  return new pg.Client({
    ...parse(databaseUrl),
    ...(token && { password: token }),
    connectionTimeoutMillis: PATIENCE,
    types,
  });
}

/** @throws {StorageError} when the address names a certificate or key that cannot be read. */
function parse(databaseUrl: string): pg.ClientConfig {
  try {
    return parseIntoClientConfig(databaseUrl);
  } catch (error) {
    const { path, message } = error as NodeJS.ErrnoException;
    const what = path ? `names ${path}, which cannot be read` : 'cannot be used';
    throw new StorageError(
      `DATABASE_URL ${what} (${message}); correct it: sslrootcert, sslcert and sslkey each name a file.`,
      { cause: error },
    );
  }
}

/** Times and counts are far below 2^53, so bigint columns come as numbers. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format as 'text'),
};

/** What to do about an error. The password in the address is never part of the answer. */
export function explainPostgres(fault: unknown, databaseUrl: string): Error {
  const error = fault instanceof StoreUnavailableError ? fault.cause : fault;
  if (error instanceof StorageError) return error;
  const { hostname, port, pathname, username } = new URL(databaseUrl);
  const server = `PostgreSQL at ${hostname}:${port || 5432}`;
  const { code = '', message } = error as { code?: string; message: string };
  const advice = () => {
    if (UNREACHABLE.has(code) || /timeout/i.test(message))
      return `${server} cannot be reached (${code || message}); start it, or correct DATABASE_URL.`;
    if (code === '28P01' || code === '28000')
      return `${server} refuses user ${decodeURIComponent(username)}; correct user and password in DATABASE_URL.`;
    if (code === '3D000')
      return `${server} has no database ${pathname.slice(1)}; create it, or correct DATABASE_URL.`;
    if (code === '42501')
      return `${server} does not let user ${decodeURIComponent(username)} make tables; grant it create on the schema.`;
    return `${server} cannot be used (${message}); see its log.`;
  };
  return new StorageError(advice(), { cause: error });
}
