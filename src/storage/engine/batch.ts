// Group commit: what is asked for while the loop is busy, while a write is under way, or soon after it, is written at once.
import { monotonicClock, nextTurn, sleep } from '../../clock.ts';
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
 * @param pause milliseconds between two writes, for more to come together; one that comes when none was lately does not wait.
 * @returns a function that resolves once its item is written, and rejects when that very item cannot be.
 */
export function createBatch<T>(
  write: (items: readonly T[]) => Promise<unknown>,
  pause = 0,
): (item: T) => Promise<void> {
  let queue: Waiting<T>[] = [];
  let writing = false;
  let writtenAt = Number.NEGATIVE_INFINITY;

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

  async function rest() {
    const left = writtenAt + pause - monotonicClock();
    if (left > 0 && queue.length < MOST) await sleep(left);
    else await nextTurn();
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
      if (writing) return;
      writing = true;
      void drain();
    });
}
