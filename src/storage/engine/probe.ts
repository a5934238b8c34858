// Whether the database keeps what it is given: a disk that is full, a standby and a folder that became read-only all
// answer a read.

import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import { monotonicClock } from '../../clock.ts';
import { refusesWrites } from './faults.ts';
import type { Tables } from './tables.ts';

/** As much as a long post with its indexes takes: SQLite may have room left for less. New each time, or nothing is written. */
const BYTES = 64 * 1024;

/** Milliseconds for which an answer holds: who watches the service must not wear out its disk. */
const HOLDS = 1000;
/** Milliseconds for which a write that failed counts, though a smaller one goes through. */
const REMEMBERS = 10_000;

export interface Probe {
  /** Resolves once something is written; rejects with why nothing is, or why something more was not a short while ago. */
  readonly write: () => Promise<void>;
  /** A query has failed. */
  note(error: unknown): void;
}

export function createProbe(db: Kysely<Tables>, clock: () => number = monotonicClock): Probe {
  let last: { readonly at: number; readonly written: Promise<void> } | undefined;
  let refused: { readonly at: number; readonly error: unknown } | undefined;

  async function write() {
    const probe = { filler: randomBytes(BYTES).toString('base64') };
    await db
      .insertInto('probes')
      .values({ id: 1, ...probe })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(probe))
      .execute();
  }

  return {
    async write() {
      const now = clock();
      if (!last || now - last.at >= HOLDS) last = { at: now, written: write() };
      await last.written;
      if (refused && now - refused.at < REMEMBERS) throw refused.error;
    },
    note(error) {
      if (refusesWrites(error)) refused = { at: clock(), error };
    },
  };
}
