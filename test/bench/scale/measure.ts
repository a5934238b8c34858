// How long something takes, and for how long it keeps everything else in this process from running.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { quantile } from '../median.ts';

/** Milliseconds between two looks of the monitor, which it counts as delay. */
const RESOLUTION = 1;
/** Milliseconds between two things that are measured: writes go on in between. */
const PAUSE = 20;
/** The quantile that is kept of several measurements: whatever else the machine does only ever adds to them. */
export const QUIET = 0.25;

export interface Look {
  readonly name: string;
  /** An `answer` that somebody waits for must be there in time; `work` in the background must not hold others up. */
  readonly kind: 'answer' | 'work';
  readonly times: number;
  readonly run: () => Promise<unknown>;
}

export interface Measured extends Pick<Look, 'name' | 'kind'> {
  /** Lower quartiles, in milliseconds: of the time it took, and of the longest time in it in which nothing else ran. */
  readonly took: number;
  readonly held: number;
}

export async function measure({ name, kind, times, run }: Look): Promise<Measured> {
  const took: number[] = [];
  const held: number[] = [];
  const monitor = monitorEventLoopDelay({ resolution: RESOLUTION });
  for (let time = 0; time < times; time++) {
    await wait(PAUSE);
    monitor.enable();
    monitor.reset();
    const started = performance.now();
    await run();
    took.push(performance.now() - started);
    await wait(2 * RESOLUTION);
    monitor.disable();
    held.push(Math.max(0, monitor.max / 1e6 - RESOLUTION));
  }
  return { name, kind, took: quantile(took, QUIET), held: quantile(held, QUIET) };
}

export interface Writing {
  /** Milliseconds that each write took. */
  readonly took: number[];
  stop(): Promise<void>;
}

/** Writes again and again until it is stopped. @param every milliseconds from one write to the next. */
export function keepWriting(every: number, write: () => Promise<unknown>): Writing {
  const took: number[] = [];
  let writing = true;
  const done = (async () => {
    while (writing) {
      const started = performance.now();
      await write();
      took.push(performance.now() - started);
      await wait(every);
    }
  })();
  return {
    took,
    async stop() {
      writing = false;
      await done;
    },
  };
}
