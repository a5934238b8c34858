// Takes a program down step by step, last started first. A step that fails or hangs keeps no other from its turn.
import { monotonicClock, startTimer, stopTimer } from '../clock.ts';

export interface ShutdownParts {
  /** Told of each step that failed, or was left before it was done. */
  readonly onFailure: (error: unknown, step: string) => void;
  /** Milliseconds for all steps together. */
  readonly whole?: number;
  /** Milliseconds for one step. */
  readonly each?: number;
  /** Milliseconds that even the last one gets when those before it have used up the whole. */
  readonly least?: number;
}

export interface Shutdown {
  /** A step, to be done before those that were named earlier. */
  defer(name: string, stop: () => Promise<void>): void;
  /** Does all steps, once; never rejects. */
  run(): Promise<void>;
}

export function createShutdown({
  onFailure,
  whole = 12_000,
  each = 6000,
  least = 1000,
}: ShutdownParts): Shutdown {
  const steps: { readonly name: string; readonly stop: () => Promise<void> }[] = [];
  let running: Promise<void> | undefined;

  async function runAll() {
    const end = monotonicClock() + whole;
    for (const { name, stop } of steps.toReversed()) {
      const limit = Math.max(least, Math.min(each, end - monotonicClock()));
      await inTime(stop(), limit).catch((error: unknown) => onFailure(error, name));
    }
  }

  return {
    defer: (name, stop) => void steps.push({ name, stop: async () => stop() }),
    run() {
      running ??= runAll();
      return running;
    },
  };
}

/** @throws an error after so many milliseconds; else what `work` does. */
export async function inTime(work: Promise<void>, milliseconds: number): Promise<void> {
  const { promise: late, reject } = Promise.withResolvers<void>();
  const limit = startTimer(() => reject(new Error(`not done after ${milliseconds} ms`)), milliseconds);
  await Promise.race([work, late]).finally(() => stopTimer(limit));
}
