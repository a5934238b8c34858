// The real service, as `npm start` runs it, on a free port with a store of its own.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { type Program, startProgram } from './program.ts';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

export interface Service extends Program {
  /** Where it listens, e.g. `http://127.0.0.1:41234`. */
  readonly url: string;
  readonly dataDir: string;
}

/** Starts `src/main.ts` with these settings and no others; returns at once, also when it refuses them. */
export function runService(settings: Readonly<Record<string, string>>): Program {
  return startProgram('The service', [MAIN], { PORT: '0', WORKERS: '1', ...settings });
}

/**
 * Starts the service and waits until it says where it listens.
 * @param earlier a service that has ended, to start again: at the same address, with the same store.
 */
export async function startService(earlier?: Service): Promise<Service> {
  const dataDir = earlier?.dataDir ?? (await mkdtemp(join(tmpdir(), 'air-paradis-e2e-')));
  const program = runService({ DATA_DIR: dataDir, ...(earlier && { PORT: new URL(earlier.url).port }) });
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
