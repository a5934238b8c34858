// Dumps the shared store with pg_dump while replicas write to it, and restores a dump into an empty database.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Client } from 'pg';
import { StorageError } from '../engine/errors.ts';
import { tokenOf } from '../engine/managed-identity.ts';
import { createClient, explainPostgres } from '../engine/postgres.ts';
import { type Content, contentOfPostgres } from './content.ts';

const run = promisify(execFile);
/** Nothing of the database's owner and grants: it may be restored by another user, on another server. */
const PORTABLE = ['--no-owner', '--no-privileges', '--no-comments'];

export interface PostgresAddress {
  readonly databaseUrl: string;
  /** Client id of the managed identity that signs in, where there is no password. */
  readonly databaseIdentity?: string | undefined;
  /** What PostgreSQL's programs get beside the password: `PATH`, where they are, among others. */
  readonly environment?: Readonly<Record<string, string | undefined>> | undefined;
}

/** Writes a dump in pg_dump's own format; it and the content returned are of the same snapshot. */
export async function dumpPostgres(address: PostgresAddress, file: string): Promise<Content> {
  return withClient(address, async (client, password) => {
    await client.query('begin isolation level repeatable read, read only');
    const { rows } = await client.query<{ id: string }>('select pg_export_snapshot() as id');
    const options = ['--format=custom', `--snapshot=${rows[0]!.id}`, `--file=${file}`];
    await callTool('pg_dump', [...options, ...PORTABLE], address, password);
    return contentOfPostgres(client);
  });
}

/**
 * Restores a dump into a database that has no tables, in one transaction.
 * @param check throws when the content is not what it should be.
 */
export async function restorePostgres(
  file: string,
  address: PostgresAddress,
  check: (content: Content) => void,
): Promise<void> {
  await withClient(address, async (client, password) => {
    const { rows } = await client.query(`select from pg_tables where schemaname = 'public' limit 1`);
    if (rows.length > 0)
      throw new StorageError('The database of DATABASE_URL has tables: restore into one that is empty.');
    await callTool(
      'pg_restore',
      ['--single-transaction', '--exit-on-error', ...PORTABLE, file],
      address,
      password,
    );
    await client.query('begin read only');
    check(await contentOfPostgres(client));
  });
}

async function withClient<T>(
  { databaseUrl, databaseIdentity }: PostgresAddress,
  use: (client: Client, password: string) => Promise<T>,
): Promise<T> {
  const token = databaseIdentity ? tokenOf(databaseIdentity) : undefined;
  const client = createClient(databaseUrl, token);
  client.on('error', () => {}); // the query that runs is rejected too
  try {
    await client.connect();
    await client.query(`set time zone 'UTC'`); // times in rows are written in it
    return await use(client, (await token?.()) ?? decodeURIComponent(new URL(databaseUrl).password));
  } catch (error) {
    throw explainPostgres(error, databaseUrl);
  } finally {
    await client.end().catch(() => {});
  }
}

/** Calls a program of PostgreSQL's; the password does not show in the list of processes. */
async function callTool(
  tool: string,
  options: readonly string[],
  address: PostgresAddress,
  password: string,
) {
  const url = new URL(address.databaseUrl);
  url.password = '';
  try {
    await run(tool, [...options, `--dbname=${url}`, '--no-password'], {
      env: { ...address.environment, ...(password && { PGPASSWORD: password }) },
    });
  } catch (error) {
    const { code, stderr = '' } = error as { code?: string | number; stderr?: string };
    if (code === 'ENOENT')
      throw new StorageError(
        `${tool} is not installed: install PostgreSQL's client programs, of the server's version or later.`,
      );
    throw new StorageError(`${tool} failed: ${stderr.trim().split('\n').slice(0, 3).join(' ')}`);
  }
}
