// The real service, as `npm start` runs it, on a free port with a store of its own. With SERVICE_MAIN it is another
// program, such as dist/main.js: so the bundle is tried in the browser before it is delivered.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { type Program, startProgram } from './program.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const MAIN = resolve(ROOT, process.env.SERVICE_MAIN ?? 'src/main.ts');

export interface Service extends Program {
  /** Where it listens, e.g. `http://127.0.0.1:41234`. */
  readonly url: string;
  readonly dataDir: string;
}

/** Starts it with these settings and no others; returns at once, also when it refuses them. */
export function runService(settings: Readonly<Record<string, string>>): Program {
  return startProgram('The service', [MAIN], { PORT: '0', WORKERS: '1', ...settings });
}

/** Starts the service with a store of its own and waits until it says where it listens. */
export async function startService(settings: Readonly<Record<string, string>> = {}): Promise<Service> {
  return listening(await mkdtemp(join(tmpdir(), 'air-paradis-e2e-')), settings);
}

/** The same on a store that is there already. */
export function startServiceIn(
  dataDir: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<Service> {
  return listening(dataDir, settings);
}

/** Starts a service that has ended again: at the same address, with the same store. */
export function restartService({ url, dataDir }: Service): Promise<Service> {
  return listening(dataDir, { PORT: new URL(url).port });
}

async function listening(dataDir: string, settings: Readonly<Record<string, string>>): Promise<Service> {
  const program = runService({ DATA_DIR: dataDir, ...settings });
  const [, url] = await program.says(/(http:\S+)\/readyz/);
  return { ...program, url: url!, dataDir };
}

/** Its log, line by line. */
export function logOf(service: Program): Record<string, unknown>[] {
  return service
    .output()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

/** Rows of its store, read beside it while it runs. */
export function rowsOf(
  { dataDir }: Service,
  sql: string,
  ...parameters: string[]
): Record<string, unknown>[] {
  const database = new DatabaseSync(join(dataDir, 'feedback.db'), { readOnly: true });
  try {
    return database
      .prepare(sql)
      .all(...parameters)
      .map((row) => ({ ...row }));
  } finally {
    database.close();
  }
}

export async function removeData({ dataDir }: Service): Promise<void> {
  await rm(dataDir, { recursive: true });
}
