// Which version of the model was chosen, with the same queries on SQLite and PostgreSQL.
import { wallClock } from '../../clock.ts';
import type { ChoiceStore } from '../../sentiment/model/models.ts';
import type { Database } from '../engine/database.ts';

/** @param clock milliseconds since 1970-01-01T00:00Z. */
export function createChoiceStore({ db }: Pick<Database, 'db'>, clock = wallClock): ChoiceStore {
  return {
    async last() {
      const rows = await db
        .selectFrom('model_choices')
        .select(['number', 'version'])
        .orderBy('number', 'desc')
        .limit(2)
        .execute();
      return rows.map((row) => ({ ...row }));
    },

    async choose(version, latest) {
      const row = await db
        .insertInto('model_choices')
        .values({ number: (latest?.number ?? 0) + 1, version, chosen_at: clock() })
        .onConflict((conflict) => conflict.column('number').doNothing())
        .returning('number')
        .executeTakeFirst();
      return row !== undefined;
    },

    async takeBack({ number, version }) {
      const later = db.selectFrom('model_choices').select('number').where('number', '>', number);
      const row = await db
        .deleteFrom('model_choices')
        .where('number', '=', number)
        .where('version', '=', version)
        .where(({ not, exists }) => not(exists(later)))
        .returning('number')
        .executeTakeFirst();
      return row !== undefined;
    },
  };
}
