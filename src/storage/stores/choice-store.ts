// Which version of the model was chosen, with the same queries on SQLite and PostgreSQL.
import type { Kysely } from 'kysely';
import { newId } from '../../clock.ts';
import type { ChoiceStore } from '../../sentiment/model/models.ts';
import { composedOnce } from '../composed.ts';
import type { Database } from '../engine/database.ts';
import type { Tables } from '../engine/tables.ts';

/** Milliseconds for which a request that was done is remembered: as long as it may be sent again. */
const REMEMBERED = 24 * 60 * 60 * 1000;

const latest = composedOnce((db) =>
  db.selectFrom('model_choices').select(['number', 'version']).orderBy('number', 'desc').limit(2),
);

export function createChoiceStore({ db, clock }: Pick<Database, 'db' | 'clock'>): ChoiceStore {
  /** Writes down what a request does in the transaction that does it. @returns whether it had its effect. */
  const once = (request: string | undefined, work: (trx: Kysely<Tables>) => Promise<object | undefined>) =>
    db.transaction().execute(async (trx) => {
      if (!(await work(trx))) return false;
      if (request !== undefined) await remember(trx, request, clock());
      return true;
    });

  return {
    async last() {
      const { rows } = await latest(db);
      return rows.map((row) => ({ ...row }));
    },

    choose: (version, latest, request) =>
      once(request, (trx) =>
        trx
          .insertInto('model_choices')
          .values({ number: (latest?.number ?? 0) + 1, version, chosen_at: clock() })
          .onConflict((conflict) => conflict.column('number').doNothing())
          .returning('number')
          .executeTakeFirst(),
      ),

    takeBack({ number, version }, request) {
      const later = db.selectFrom('model_choices').select('number').where('number', '>', number);
      return once(request, (trx) =>
        trx
          .deleteFrom('model_choices')
          .where('number', '=', number)
          .where('version', '=', version)
          .where(({ not, exists }) => not(exists(later)))
          .returning('number')
          .executeTakeFirst(),
      );
    },

    async isDone(request) {
      const row = await db.selectFrom('requests').select('key').where('key', '=', request).executeTakeFirst();
      return row !== undefined;
    },
  };
}

/** Among the requests, which the hourly sweep deletes when their time is over. */
async function remember(trx: Kysely<Tables>, request: string, at: number): Promise<void> {
  await trx
    .insertInto('requests')
    .values({
      key: request,
      claim: newId(),
      claimed_at: at,
      kept_until: at + REMEMBERED,
      body: '',
      status: 200,
      answer: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
