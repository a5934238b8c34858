// Which posts from elsewhere go to which channel, with the same queries on SQLite and PostgreSQL.
import type { Selectable } from 'kysely';
import type { ForwardingRule, ForwardingStore } from '../../channel/forwarding.ts';
import { READER_LANGUAGES } from '../../locale/reader-language.ts';
import type { ForwardingRulesTable } from '../engine/channel-tables.ts';
import type { Database } from '../engine/database.ts';
import { noNul } from '../engine/rows.ts';
import { knownWord } from '../unreadable/rows.ts';
import { isFirstTime } from './delivery/first-time.ts';

export function createForwardingStore({
  db,
  clock,
  unreadable,
}: Pick<Database, 'db' | 'clock' | 'unreadable'>): ForwardingStore {
  return {
    async listRules() {
      const rows = await db.selectFrom('forwarding_rules').selectAll().orderBy('position').execute();
      return unreadable.pass('forwarding_rules', rows, ({ position }) => String(position), toRule).values;
    },

    replaceRules: (rules, once) =>
      db.transaction().execute(async (trx) => {
        if (!(await isFirstTime(trx, once, clock()))) return;
        await trx.deleteFrom('forwarding_rules').execute();
        if (rules.length === 0) return;
        await trx
          .insertInto('forwarding_rules')
          .values(
            rules.map(({ channel, language, network, topic, negativeOnly }, position) => ({
              position,
              channel: noNul(channel),
              language,
              network,
              topic,
              negative_only: negativeOnly,
            })),
          )
          .execute();
      }),
  };
}

function toRule({
  channel,
  language,
  network,
  topic,
  negative_only,
}: Selectable<ForwardingRulesTable>): ForwardingRule {
  return {
    channel,
    language: language === null ? null : knownWord('language', READER_LANGUAGES, language),
    network,
    topic,
    negativeOnly: Boolean(negative_only),
  };
}
