// Puts times right that lie in the future because some clock was ahead when they were written: what waits for them, or is kept
// from happening before them, would wait for as long as the clock was wrong.
import { sql } from 'kysely';
import type { Database } from '../engine/database.ts';

const MINUTE = 60_000;
/** Clocks of replicas differ by less. */
const SLACK = MINUTE;

/** Times at which something happened, by the clock of the service. */
const HAPPENED = [
  ['notices', 'at'],
  ['departures', 'at'],
  ['installers', 'added_at'],
  ['requests', 'claimed_at'],
  ['forgotten', 'at'],
] as const;

/** Nothing waits for longer than an hour without a look. */
const LONGEST_WAIT = 60 * MINUTE;
/** By the clock of the store: how far ahead they can be. */
const STEADY = [
  ['leases', 'until', SLACK],
  ['deployments', 'seen_at', SLACK],
  ['deployments', 'handed_at', SLACK],
  ['jobs', 'due_at', LONGEST_WAIT],
  ['orders', 'due_at', LONGEST_WAIT],
  ['mails', 'due_at', LONGEST_WAIT],
  ['requests', 'kept_until', 24 * LONGEST_WAIT + SLACK],
] as const;

export function createFutureTimes({ db, clock }: Pick<Database, 'db' | 'clock'>) {
  async function lower(table: string, column: string, above: number, to: number): Promise<number> {
    const { numAffectedRows } = await sql`
      update ${sql.table(table)} set ${sql.ref(column)} = ${to} where ${sql.ref(column)} > ${above}
    `.execute(db);
    return Number(numAffectedRows ?? 0);
  }

  /** Nobody is reminded of a post before it began to wait; nothing else about it was earlier. @returns how many posts. */
  async function lowerWaits(above: number, now: number): Promise<number> {
    const lowered = (column: string) =>
      sql`case when ${sql.ref(column)} > ${now} then ${now} else ${sql.ref(column)} end`;
    const { numAffectedRows } = await sql`
      update triage
      set opened_at = ${now}, since = ${lowered('since')}, taken_at = ${lowered('taken_at')}, done_at = ${lowered('done_at')}
      where opened_at > ${above}
    `.execute(db);
    return Number(numAffectedRows ?? 0);
  }

  return {
    /** @param now milliseconds since 1970-01-01T00:00Z, by the clock of the service. @returns how many times were changed. */
    async putRight(now: number): Promise<number> {
      let changed = 0;
      for (const [table, column] of HAPPENED) changed += await lower(table, column, now + SLACK, now);
      changed += await lowerWaits(now + SLACK, now);
      const steady = clock();
      for (const [table, column, ahead] of STEADY)
        changed += await lower(table, column, steady + ahead, steady);
      return changed;
    },
  };
}
