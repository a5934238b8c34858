// How long something takes, and for how long it keeps everything else in this process from running.
import { setTimeout as wait } from 'node:timers/promises';
import { quantile } from '../median.ts';
import { watchTurns } from '../turns.ts';

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

/** Lower quartiles, in milliseconds. */
export interface Measured extends Pick<Look, 'name' | 'kind'> {
  readonly took: number;
  /** Processor time of this thread in all, where it can be told from that of others, and of its longest turn. */
  readonly processor: number | undefined;
  readonly held: number;
}

export async function measure({ name, kind, times, run }: Look): Promise<Measured> {
  const took: number[] = [];
  const processor: number[] = [];
  const held: number[] = [];
  const turns = watchTurns();
  for (let time = 0; time < times; time++) {
    await wait(PAUSE);
    turns.take();
    const started = performance.now();
    await run();
    took.push(performance.now() - started);
    const { longest, all } = turns.take();
    processor.push(all);
    held.push(longest);
  }
  turns.stop();
  const quiet = (figures: readonly number[]) => quantile(figures, QUIET);
  return { name, kind, took: quiet(took), processor: quiet(processor), held: quiet(held) };
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
