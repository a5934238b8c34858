// Another service that answers `POST /predict`, in a process of its own.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { posts } from '../fixtures/posts.ts';
import { MODEL } from './section.ts';

const HERE = fileURLToPath(new URL('../..', import.meta.url));
const PYTHON = fileURLToPath(new URL('.venv/bin/python', import.meta.url));

export interface Peer {
  readonly url: string;
  stop(): Promise<void>;
}

/** FastAPI on the model in a folder of sources. @throws when it is not set up. */
export async function startFastApi(folder = HERE): Promise<Peer> {
  if (!existsSync(PYTHON))
    throw new Error('FastAPI is not installed for the bench; run: npm run bench:setup');
  return startPeer(PYTHON, 'fastapi_service.py', folder);
}

/**
 * Starts a service that says on its first line where it listens, and waits until it answers.
 * @param script in test/bench. @param folder of its sources and of its model.
 */
export async function startPeer(command: string, script: string, folder = HERE): Promise<Peer> {
  const child = spawn(command, [join(folder, 'test/bench', script), MODEL], {
    cwd: folder,
    env: { ...process.env, PYTHONPATH: 'models' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { url } = JSON.parse(await firstLine(child, script)) as { url: string };
  const ask = () =>
    fetch(`${url}/predict`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text: posts[0] }),
    });
  while (!(await ask().catch(() => undefined))?.ok) await new Promise((resolve) => setTimeout(resolve, 100));
  return {
    url,
    async stop() {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}

async function firstLine(child: ChildProcess, script: string): Promise<string> {
  const ended = once(child, 'exit').then(() => {
    throw new Error(`${script} ended before it listened.`);
  });
  const [line] = await Promise.race([once(createInterface(child.stdout!), 'line'), ended]);
  return line as string;
}
