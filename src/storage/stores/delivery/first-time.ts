// Effects that must not take place again when their work is: a retry after a crash, or what was delivered twice.
import type { Kysely } from 'kysely';
import { composedOnce } from '../../composed.ts';
import type { Tables } from '../../engine/tables.ts';

const noteDone = composedOnce((db, key: string, claimed_at: number) =>
  db
    .insertInto('deliveries')
    .values({ key, claimed_at, finished: true })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .returning('key'),
);

/**
 * Notes that an effect of a piece of work takes place. Call it in the transaction of the effect: both are kept, or neither is.
 * @param once id of the work; without one it has no memory. @param at milliseconds since 1970-01-01T00:00Z.
 * @returns false when it took place before, within a day; then it must not again.
 */
export async function isFirstTime(
  on: Kysely<Tables>,
  once: string | undefined,
  at: number,
): Promise<boolean> {
  if (once === undefined) return true;
  return (await noteDone(on, keyOf(once), at)).rows.length > 0;
}

/** Takes such a note back, for an effect that came to nothing. */
export async function wasNotDone(on: Kysely<Tables>, once: string | undefined): Promise<void> {
  if (once !== undefined) await on.deleteFrom('deliveries').where('key', '=', keyOf(once)).execute();
}

const keyOf = (once: string) => `done ${once}`;
