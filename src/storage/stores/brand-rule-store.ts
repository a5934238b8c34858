// Brand rules, with the same queries on SQLite and PostgreSQL.
import type { Selectable } from 'kysely';
import type { BrandRuleStore } from '../../channel/channel-store.ts';
import { BrandLabel, type BrandRule, keyOf } from '../../channel/rules/brand-rules.ts';
import { composedOnce } from '../composed.ts';
import type { BrandRulesTable } from '../engine/channel-tables.ts';
import type { Database } from '../engine/database.ts';
import { toPrediction } from '../engine/rows.ts';
import { knownWord } from '../unreadable/rows.ts';
import { isFirstTime } from './delivery/first-time.ts';

/** In the store the empty channel stands for everywhere. */
const EVERYWHERE = '';

const everyRule = composedOnce((db) =>
  db.selectFrom('brand_rules').selectAll().orderBy('key').orderBy('channel'),
);

export function createBrandRuleStore({
  db,
  clock,
  unreadable,
}: Pick<Database, 'db' | 'clock' | 'unreadable'>): BrandRuleStore {
  return {
    async latestPosts(channel, most) {
      const rows = await db
        .selectFrom('predictions')
        .selectAll()
        .where('text', 'is not', null)
        .$if(channel !== null, (query) => query.where('channel', '=', channel))
        .orderBy('created_at', 'desc')
        .limit(most)
        .execute();
      return unreadable.pass(
        'predictions',
        rows,
        ({ id }) => id,
        (row) => ({ ...toPrediction(row), text: row.text! }),
      ).values;
    },

    async allRules() {
      const { rows } = await everyRule(db);
      return unreadable.pass('brand_rules', rows, ({ channel, key }) => `${channel} ${key}`, toRule).values;
    },

    saveRule: ({ phrase, label, channel }, at, { most = Number.POSITIVE_INFINITY, once } = {}) =>
      db.transaction().execute(async (trx) => {
        const row = { channel: channel ?? EVERYWHERE, key: keyOf(phrase), phrase, label, added_at: at };
        const { others } = await trx
          .selectFrom('brand_rules')
          .select(({ fn }) => fn.countAll<number>().as('others'))
          .where('channel', '=', row.channel)
          .where('key', '!=', row.key)
          .executeTakeFirstOrThrow();
        if (Number(others) >= most) return false;
        if (!(await isFirstTime(trx, once, clock()))) return true;
        await trx
          .insertInto('brand_rules')
          .values(row)
          .onConflict((conflict) =>
            conflict.columns(['channel', 'key']).doUpdateSet({ phrase, label, added_at: at }),
          )
          .execute();
        return true;
      }),

    deleteRule: ({ phrase, channel }, once) =>
      db.transaction().execute(async (trx) => {
        if (!(await isFirstTime(trx, once, clock()))) return undefined;
        const row = await trx
          .deleteFrom('brand_rules')
          .where('channel', '=', channel ?? EVERYWHERE)
          .where('key', '=', keyOf(phrase))
          .returningAll()
          .executeTakeFirst();
        return row && toRule(row);
      }),
  };
}

function toRule({ channel, phrase, label }: Selectable<BrandRulesTable>): BrandRule {
  return {
    phrase,
    label: knownWord('label', BrandLabel.options, label),
    channel: channel === EVERYWHERE ? null : channel,
  };
}
