// Spreads seeds over processes: each plays some that follow one another, and says how they went.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { pathOf } from './hooks.ts';

/**
 * @param rest arguments that every process is given beside its seeds.
 * @returns whether every rule held in all of them.
 */
export async function playInProcesses(
  { first, runs, jobs }: { readonly first: number; readonly runs: number; readonly jobs: number },
  rest: readonly string[],
): Promise<boolean> {
  const most = Math.ceil(runs / jobs);
  const ends: Promise<unknown[]>[] = [];
  for (let done = 0; done < runs; done += most) {
    const seeds = ['--seed', `${first + done}`, '--runs', `${Math.min(most, runs - done)}`];
    const child = spawn(process.execPath, [pathOf('./index.ts'), ...rest, ...seeds], { stdio: 'inherit' });
    ends.push(once(child, 'exit'));
  }
  return (await Promise.all(ends)).every(([code]) => code === 0);
}
