// A program run beside a test: started, listened to, and ended.
import { spawn } from 'node:child_process';
import { once } from 'node:events';

const START_SECONDS = 60;
const STOP_SECONDS = 20;

export interface Program {
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
}

/**
 * Starts a Node program.
 * @param args options for Node, the script, its own arguments.
 * @param env its whole environment: no setting of the caller gets through.
 */
export function startProgram(args: readonly string[], env: Readonly<Record<string, string>>): Program {
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const written = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].setEncoding('utf8').on('data', (chunk: string) => {
      written[stream] += chunk;
    });
  // A test run that is interrupted leaves nothing behind.
  const reap = () => child.kill('SIGKILL');
  process.once('exit', reap);
  // `close` comes after the last word on both streams, `exit` may come before it.
  const ended = once(child, 'close').then(([code]) => {
    process.off('exit', reap);
    return code as number | null;
  });

  return {
    output: () => written.stdout,
    errors: () => written.stderr,
    ended,

    says(pattern) {
      const search = () => pattern.exec(written.stdout) ?? pattern.exec(written.stderr);
      return new Promise((resolve, reject) => {
        const settle = (why: string) => {
          clearTimeout(timer);
          child.stdout.off('data', look);
          child.stderr.off('data', look);
          const found = search();
          if (found) resolve(found);
          else reject(new Error(`${args.join(' ')} ${why}:\n${written.stdout}${written.stderr}`));
        };
        const look = () => {
          if (search()) settle('said it');
        };
        const timer = setTimeout(settle, START_SECONDS * 1000, `said nothing like ${pattern}`);
        child.stdout.on('data', look);
        child.stderr.on('data', look);
        ended.then((code) => settle(`ended with exit code ${code}`), reject);
        look();
      });
    },

    async stop() {
      child.kill('SIGTERM');
      const killer = setTimeout(() => child.kill('SIGKILL'), STOP_SECONDS * 1000);
      const code = await ended;
      clearTimeout(killer);
      return code;
    },
  };
}
