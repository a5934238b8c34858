// POST /predict of the real service, asked over HTTP by a client in this process.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Load, loadPredict } from './load.ts';
import type { Condition } from './service.ts';

export interface Service {
  /** Seconds from starting the process to the first `/readyz` that says ready. */
  readonly readySeconds: number;
  readonly url: string;
  /** Asks for verdicts on `posts` in turn, on `connections` connections at once, at most `rate` a second. */
  load(posts: readonly string[], connections: number, seconds: number, rate?: number): Promise<Load>;
  /** How the service fares since the last call. */
  condition(): Promise<Condition>;
  stop(): Promise<void>;
}

const HERE = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Starts the service on a free port with a store of its own.
 * @param workers inference threads. @param settings others. @param folder of its sources, when they are not these.
 */
export async function startService(
  workers: number,
  settings: Readonly<Record<string, string>> = {},
  folder = HERE,
): Promise<Service> {
  const dataDir = await mkdtemp(join(tmpdir(), 'air-paradis-bench-'));
  const started = performance.now();
  const child = fork(join(folder, 'test/bench/service.ts'), {
    cwd: folder,
    execArgv: ['--max-semi-space-size=8', '--max-old-space-size=768'], // as npm start does
    env: {
      PORT: '0',
      DATA_DIR: dataDir,
      WORKERS: String(workers),
      VERDICT_CACHE: '0',
      LOG_LEVEL: 'warn',
      ...settings,
    },
  });
  const { url } = await answer<{ url: string }>(child);
  if (!(await fetch(`${url}/readyz`)).ok) throw new Error('The service listens but is not ready.');
  const readySeconds = (performance.now() - started) / 1000;

  return {
    readySeconds,
    url,
    load: (...load) => loadPredict(url, ...load),
    async condition() {
      child.send('condition');
      return answer<Condition>(child);
    },
    async stop() {
      child.send('stop');
      await once(child, 'exit');
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function answer<T>(child: ChildProcess): Promise<T> {
  const answered = new AbortController();
  const { signal } = answered;
  const ended = once(child, 'exit', { signal }).then(([code]) => {
    throw new Error(`The service ended with exit code ${code} before it answered.`);
  });
  try {
    const [message] = await Promise.race([once(child, 'message', { signal }), ended]);
    return message as T;
  } finally {
    ended.catch(() => {}); // it is not waited for any more
    answered.abort();
  }
}
