// Replicas of the bundle on one database, and clients that ask one after the other until they are answered.
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { NO_LOOKUPS } from '../e2e/no-lookups.ts';
import { type Program, startProgram } from '../e2e/program.ts';

const BUNDLE = fileURLToPath(new URL('../../dist/', import.meta.url));
const PATIENCE = 60_000;

export interface Replica {
  readonly url: string;
  readonly program: Program;
}

/** Starts `node main.js` in dist/ with these settings and a folder of data of its own, and waits until it is ready. */
export async function startReplica(
  name: string,
  folder: string,
  settings: Readonly<Record<string, string>>,
): Promise<Replica> {
  const program = startProgram(
    name,
    ['--import', NO_LOOKUPS, 'main.js'],
    { PORT: '0', WORKERS: '1', DATA_DIR: join(folder, name), ...settings },
    BUNDLE,
  );
  const [, url] = await program.says(/(http:\S+)\/readyz/);
  return { url: url!, program };
}

/**
 * Posts to the first replica that answers well, beginning with the one it is told; a client that got no answer asks again.
 * @returns the body of the answer.
 * @throws when nobody has answered well for a minute, or a replica says that the request is wrong.
 */
export async function post(
  replicas: readonly Replica[],
  begin: number,
  path: string,
  body: object,
): Promise<{ readonly id: string }> {
  const deadline = Date.now() + PATIENCE;
  for (let i = begin; ; i += 1) {
    const { url } = replicas[i % replicas.length]!;
    const said = await fetch(url + path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(15_000),
    }).catch(() => undefined);
    const text = await said?.text().catch(() => undefined);
    if (said?.ok && text) return JSON.parse(text);
    if (said && said.status < 500 && said.status !== 429)
      throw new Error(`${path} answered ${said.status}: ${text}`);
    if (Date.now() > deadline) throw new Error(`nobody answered ${path} well: ${said?.status} ${text}`);
    await sleep(100);
  }
}
