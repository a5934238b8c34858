// The time, every wait and every random choice: the only file that asks Node for them, so that a test can run the whole service
// under a time and a chance of its own. The page runs in a browser and has its own; keys and nonces come from node:crypto.
import { randomUUID } from 'node:crypto';
import { setTimeout as delay, setImmediate as turn } from 'node:timers/promises';

/** Milliseconds since 1970-01-01T00:00Z, by this machine's clock: it may jump, and differ from another machine's. */
export const wallClock = (): number => Date.now();

/** Milliseconds since any moment; never less than before. */
export const monotonicClock = (): number => performance.now();

export interface Timer {
  /** Lets the process end before it. */
  unref(): unknown;
}

/** Calls `work` once, after so many milliseconds. */
export const startTimer = (work: () => void, milliseconds: number): Timer => setTimeout(work, milliseconds);

/** Calls `work` again and again, each so many milliseconds after the last. */
export const startInterval = (work: () => void, milliseconds: number): Timer =>
  setInterval(work, milliseconds);

/** Of either kind; nothing happens when there is none, or it has ended. */
export const stopTimer = (timer: Timer | undefined): void => clearTimeout(timer as NodeJS.Timeout);

export interface SleepOptions {
  /** Aborted, it rejects at once. */
  readonly signal?: AbortSignal;
  /** False lets the process end before. */
  readonly ref?: boolean;
}

export async function sleep(milliseconds: number, options: SleepOptions = {}): Promise<void> {
  await delay(milliseconds, undefined, options);
}

/** Lets everything else that is ready run first. */
export async function nextTurn(): Promise<void> {
  await turn();
}

/** Aborts after so many milliseconds, with a TimeoutError. */
export const abortAfter = (milliseconds: number): AbortSignal => AbortSignal.timeout(milliseconds);

/** At least 0 and less than 1; not for secrets. */
export const random = (): number => Math.random();

/** A UUID that nothing else has. */
export const newId = (): string => randomUUID();
