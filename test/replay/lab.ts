// The lab's commands, run as a person runs them.
import { spawn } from 'node:child_process';
import { once } from 'node:events';

const PYTHON = 'models/.venv/bin/python';

export interface Said {
  readonly code: number;
  /** What it wrote to standard output. */
  readonly output: string;
  /** The end of what it wrote to standard error: progress, and the reason when it refuses. */
  readonly errors: string;
}

const KEPT = 4000;

/** @param args of Python: a script or `-m lab COMMAND …`. */
export async function python(...args: readonly string[]): Promise<Said> {
  const child = spawn(PYTHON, args, {
    env: { ...process.env, PYTHONPATH: 'models', OMP_WAIT_POLICY: 'PASSIVE', PYTHONWARNINGS: 'ignore' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { output: '', errors: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.output += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.errors = (said.errors + text).slice(-KEPT);
  });
  const [code] = await once(child, 'close');
  return { code, ...said };
}

/** @throws when the command fails; the message holds what it said. */
export async function lab(...args: readonly string[]): Promise<string> {
  const { code, output, errors } = await python('-m', 'lab', ...args);
  if (code !== 0) throw new Error(`lab ${args.join(' ')} ended with ${code}:\n${errors}`);
  return output;
}
