// Group commit: what is asked for while the loop is busy, or while a write is under way, is written at once.

/** Rows in one statement; SQLite takes 32,766 parameters, PostgreSQL 65,535. */
const MOST = 500;

interface Waiting<T> {
  readonly item: T;
  resolve(): void;
  reject(reason: unknown): void;
}

/**
 * @param write writes all items or none.
 * @returns a function that resolves once its item is written, and rejects when that very item cannot be.
 */
export function createBatch<T>(write: (items: readonly T[]) => Promise<unknown>): (item: T) => Promise<void> {
  let queue: Waiting<T>[] = [];
  let writing = false;

  async function writeOne({ item, resolve, reject }: Waiting<T>) {
    await write([item]).then(resolve, reject);
  }

  async function writeAll(batch: Waiting<T>[]) {
    try {
      await write(batch.map(({ item }) => item));
      for (const { resolve } of batch) resolve();
    } catch {
      // One bad item must not take the others down with it.
      for (const waiting of batch) await writeOne(waiting);
    }
  }

  async function drain() {
    while (queue.length > 0) {
      const batch = queue.slice(0, MOST);
      queue = queue.slice(MOST);
      if (batch.length === 1) await writeOne(batch[0]!);
      else await writeAll(batch);
    }
    writing = false;
  }

  return (item) =>
    new Promise((resolve, reject) => {
      queue.push({ item, resolve, reject });
      if (writing) return;
      writing = true;
      setImmediate(drain);
    });
}
