// A program run beside a test: started, listened to, and ended.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { eventually } from './eventually.ts';

const STOP_SECONDS = 20;

export interface Program {
  readonly pid: number;
  /** Everything it has written to standard output so far. */
  output(): string;
  /** Everything it has written to standard error so far. */
  errors(): string;
  /**
   * Waits until it has written what matches, on either stream.
   * @throws when it ends, or a minute passes, before that; the message holds what it wrote instead.
   */
  says(pattern: RegExp): Promise<RegExpExecArray>;
  /** Its exit code, once it has ended; null when a signal ended it. */
  readonly ended: Promise<number | null>;
  /** Asks it to end. @returns its exit code; null when it did not answer in 20 s and had to be killed. */
  stop(): Promise<number | null>;
  /** Ends it without a word, as a power cut would. */
  kill(): Promise<void>;
}

/**
 * Starts a Node program.
 * @param name what error messages call it.
 * @param args options for Node, the script, its own arguments.
 * @param env its whole environment: no setting of the caller gets through.
 * @param cwd its working directory; the caller's by default.
 * @param options `detached` starts it in a session of its own, as a service manager does: it then has a processor share of its
 *   own on Linux, and does not end with the caller's terminal.
 */
export function startProgram(
  name: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  cwd = process.cwd(),
  { detached = false } = {},
): Program {
  const child = spawn(process.execPath, args, { env, cwd, detached, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].setEncoding('utf8').on('data', (chunk: string) => {
      said[stream] += chunk;
    });

  // A test run that is interrupted leaves nothing behind.
  const reap = () => child.kill('SIGKILL');
  process.once('exit', reap);

  // `close` comes after the last word on both streams, `exit` may come before it.
  let over = false;
  const ended = once(child, 'close').then(([code]) => {
    over = true;
    process.off('exit', reap);
    return code as number | null;
  });

  return {
    pid: child.pid!,
    output: () => said.stdout,
    errors: () => said.stderr,
    ended,

    says(pattern) {
      const missing = () => `${name} has not said ${pattern}, but:\n${said.stdout}${said.stderr}`;
      return eventually(() => {
        const found = pattern.exec(said.stdout) ?? pattern.exec(said.stderr);
        if (over && !found) throw new Error(missing());
        return found ?? undefined;
      }, missing);
    },

    async stop() {
      child.kill('SIGTERM');
      const killer = setTimeout(() => child.kill('SIGKILL'), STOP_SECONDS * 1000);
      const code = await ended;
      clearTimeout(killer);
      return code;
    },

    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
