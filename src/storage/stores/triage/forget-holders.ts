// What is left of people in the triage when they are forgotten: what they had taken waits again, what they have ended stays so.
import type { Database } from '../../engine/database.ts';
import { handlingIn, lockPost, openedByItself, writeHandling } from './triage-rows.ts';

/** @param people keyed hashes. @param at milliseconds since 1970-01-01T00:00Z. @param most posts at once. @returns how many posts. */
export async function forgetSomeHolders(
  { db, kind }: Pick<Database, 'db' | 'kind'>,
  people: readonly string[],
  { at, most }: { readonly at: number; readonly most: number },
): Promise<number> {
  const theirs = db.selectFrom('triage').select('prediction_id as id').where('holder', 'in', people);
  const held = await theirs.orderBy('prediction_id').limit(most).execute();
  for (const { id } of held)
    await db.transaction().execute(async (trx) => {
      const post = await lockPost(trx, kind, id);
      const handling = post && (await handlingIn(trx, id));
      if (!post || !handling?.holder || !people.includes(handling.holder)) return;
      if (handling.status !== 'taken') {
        await trx.updateTable('triage').set({ holder: null }).where('prediction_id', '=', id).execute();
        return;
      }
      await writeHandling(trx, post, openedByItself(handling, at), null);
    });
  return held.length;
}

/** Nobody did what they did. */
export async function forgetInHistory(
  { db }: Pick<Database, 'db'>,
  people: readonly string[],
): Promise<void> {
  await db.updateTable('triage_changes').set({ person: null }).where('person', 'in', people).execute();
}
