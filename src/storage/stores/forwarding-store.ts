// Which posts from elsewhere go to which channel, with the same queries on SQLite and PostgreSQL.
import type { ForwardingRule, ForwardingStore } from '../../channel/forwarding.ts';
import type { Database } from '../engine/database.ts';
import { noNul } from '../engine/rows.ts';

export function createForwardingStore({ db }: Pick<Database, 'db'>): ForwardingStore {
  return {
    async listRules() {
      const rows = await db.selectFrom('forwarding_rules').selectAll().orderBy('position').execute();
      return rows.map(({ channel, language, network, negative_only }) => ({
        channel,
        language: language as ForwardingRule['language'],
        network,
        negativeOnly: Boolean(negative_only),
      }));
    },

    replaceRules: (rules) =>
      db.transaction().execute(async (trx) => {
        await trx.deleteFrom('forwarding_rules').execute();
        if (rules.length === 0) return;
        await trx
          .insertInto('forwarding_rules')
          .values(
            rules.map(({ channel, language, network, negativeOnly }, position) => ({
              position,
              channel: noNul(channel),
              language,
              network,
              negative_only: negativeOnly,
            })),
          )
          .execute();
      }),
  };
}
