// Group commit: what is asked for while the loop is busy, while a write is under way, or soon after it, is written at once.
import { monotonicClock, nextTurn, startTimer, stopTimer } from '../../clock.ts';
import { StoreUnavailableError } from '../../feedback/errors.ts';

/** Rows in one statement; SQLite takes 32,766 parameters, PostgreSQL 65,535. */
const MOST = 500;

/** Items that may wait; a database that keeps so many waiting is of no use to one more. */
const MOST_WAITING = 20_000;

interface Waiting<T> {
  readonly item: T;
  resolve(): void;
  reject(reason: unknown): void;
}

/**
 * @param write writes all items or none.
 * @param pause milliseconds between two writes, for more to come together; one that comes when none was lately does not wait. Asked
 *   again with each item: what waits is written once the pause is over that holds now.
 * @returns a function that resolves once its item is written, and rejects when that very item cannot be.
 */
export function createBatch<T>(
  write: (items: readonly T[]) => Promise<unknown>,
  pause: () => number = () => 0,
): (item: T) => Promise<void> {
  let queue: Waiting<T>[] = [];
  let writing = false;
  let writtenAt = Number.NEGATIVE_INFINITY;
  /** Looks whether the pause is over. */
  let look = () => {};

  async function writeOne({ item, resolve, reject }: Waiting<T>) {
    await write([item]).then(resolve, reject);
  }

  async function writeAll(batch: Waiting<T>[]) {
    try {
      await write(batch.map(({ item }) => item));
      for (const { resolve } of batch) resolve();
    } catch (error) {
      if (error instanceof StoreUnavailableError) {
        // No item is to blame, and one by one they would wait just as long.
        for (const { reject } of batch) reject(error);
        return;
      }
      // One bad item must not take the others down with it.
      for (const waiting of batch) await writeOne(waiting);
    }
  }

  const left = () => (queue.length < MOST ? writtenAt + pause() - monotonicClock() : 0);

  async function rest() {
    const wait = left();
    if (wait > 0) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const timer = startTimer(resolve, wait);
      look = () => {
        if (left() <= 0) resolve();
      };
      await promise;
      stopTimer(timer);
      look = () => {};
    }
    await nextTurn();
  }

  async function drain() {
    while (queue.length > 0) {
      await rest();
      const batch = queue.slice(0, MOST);
      queue = queue.slice(MOST);
      if (batch.length === 1) await writeOne(batch[0]!);
      else await writeAll(batch);
      writtenAt = monotonicClock();
    }
    writing = false;
  }

  return (item) =>
    new Promise((resolve, reject) => {
      if (queue.length >= MOST_WAITING)
        throw new StoreUnavailableError(`The database is slow: ${queue.length} writes are waiting.`);
      queue.push({ item, resolve, reject });
      if (writing) return look();
      writing = true;
      void drain();
    });
}
