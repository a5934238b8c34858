// Whether the database keeps what it is given: a disk that is full, a standby and a folder that became read-only all
// answer a read.
import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/** As much as a long post with its indexes takes: SQLite may have room left for less. New each time, or nothing is written. */
const BYTES = 24 * 1024;

/** Milliseconds for which an answer holds: who watches the service must not wear out its disk. */
const HOLDS = 1000;

export function createProbe(
  db: Kysely<Tables>,
  clock: () => number = () => performance.now(),
): () => Promise<void> {
  let last: { readonly at: number; readonly written: Promise<void> } | undefined;

  async function write() {
    const probe = { filler: randomBytes(BYTES).toString('base64') };
    await db
      .insertInto('probes')
      .values({ id: 1, ...probe })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(probe))
      .execute();
  }

  return () => {
    const now = clock();
    if (!last || now - last.at >= HOLDS) last = { at: now, written: write() };
    return last.written;
  };
}
