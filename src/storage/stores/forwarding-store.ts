// Which posts from elsewhere go to which channel, with the same queries on SQLite and PostgreSQL.
import { type Kysely, type Selectable, sql } from 'kysely';
import { type ForwardingRule, type ForwardingStore, revisionOf } from '../../channel/forwarding.ts';
import { READER_LANGUAGES } from '../../locale/reader-language.ts';
import type { ForwardingRulesTable } from '../engine/channel-tables.ts';
import type { Database } from '../engine/database.ts';
import { noNul } from '../engine/rows.ts';
import type { Tables } from '../engine/tables.ts';
import { knownWord } from '../unreadable/rows.ts';
import { isFirstTime, wasNotDone } from './delivery/first-time.ts';

export function createForwardingStore({
  db,
  kind,
  clock,
  unreadable,
}: Pick<Database, 'db' | 'kind' | 'clock' | 'unreadable'>): ForwardingStore {
  async function listRules(on: Kysely<Tables> = db): Promise<readonly ForwardingRule[]> {
    const rows = await on.selectFrom('forwarding_rules').selectAll().orderBy('position').execute();
    return unreadable.pass('forwarding_rules', rows, ({ position }) => String(position), toRule).values;
  }

  return {
    listRules: () => listRules(),

    replaceRules: (rules, { seen, once } = {}) =>
      db.transaction().execute(async (trx) => {
        // SQLite has one connection: transactions queue for it. Nobody's reading waits for this lock.
        if (kind === 'postgres')
          await sql`lock table forwarding_rules in share row exclusive mode`.execute(trx);
        if (!(await isFirstTime(trx, once, clock()))) return true;
        if (seen !== undefined && seen !== revisionOf(await listRules(trx))) {
          await wasNotDone(trx, once);
          return false;
        }
        await trx.deleteFrom('forwarding_rules').execute();
        if (rules.length === 0) return true;
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
        return true;
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
