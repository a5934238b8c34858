// Work that is done in the background whenever there may be some: one run at a time, tried again when it fails.
import { startTimer, stopTimer, type Timer } from '../clock.ts';

export interface BackgroundTask {
  /** There may be work: does it now, or once more after the run in progress. */
  notify(): void;
  /** No run begins after this; resolves when the one in progress has ended, well or not, or after `patience` ms. */
  stop(patience?: number): Promise<void>;
}

export interface BackgroundTaskParts {
  /** Does all the work there is. @returns in how many milliseconds there may be more; nothing when only `notify` knows. */
  readonly work: () => Promise<number | undefined>;
  /** Told of each failure, and in how many milliseconds the work is tried again. */
  readonly onFailure: (error: unknown, wait: number) => void;
  /** Milliseconds to wait after the first failure in a row; doubled after each further one. */
  readonly firstRetry?: number;
  readonly longestRetry?: number;
}

export function createBackgroundTask({
  work,
  onFailure,
  firstRetry = 1000,
  longestRetry = 60_000,
}: BackgroundTaskParts): BackgroundTask {
  let running: Promise<void> | undefined;
  let again = false;
  let stopped = false;
  let failures = 0;
  let timer: Timer | undefined;

  async function run() {
    again = false;
    const next = await work();
    failures = 0;
    if (next !== undefined) notifyIn(next);
  }

  function retryLater(error: unknown) {
    if (stopped) return;
    const wait = Math.min(firstRetry * 2 ** failures, longestRetry);
    failures += 1;
    onFailure(error, wait);
    notifyIn(wait);
  }

  function notifyIn(milliseconds: number) {
    if (stopped) return;
    timer = startTimer(notify, milliseconds);
    timer.unref();
  }

  function notify() {
    if (stopped) return;
    again = true;
    if (running) return;
    stopTimer(timer);
    running = run()
      .catch(retryLater)
      .finally(() => {
        running = undefined;
        if (again) notify();
      });
  }

  return {
    notify,
    async stop(patience = 5000) {
      stopped = true;
      stopTimer(timer);
      const { promise: late, resolve } = Promise.withResolvers<void>();
      const limit = startTimer(resolve, patience);
      await Promise.race([running, late]);
      stopTimer(limit);
    },
  };
}
