// What was said in channels by itself, with the same queries on SQLite and PostgreSQL.

import type { Notices } from '../../../channel/notices.ts';
import type { OutgoingMessage } from '../../../delivery/outgoing-message.ts';
import { composedOnce } from '../../composed.ts';
import type { Database } from '../../engine/database.ts';
import { createQueue } from './outgoing-message-rows.ts';

const latestOf = composedOnce((db, channel: string, kind: string) =>
  db.selectFrom('notices').select('at').where('channel', '=', channel).where('kind', '=', kind),
);

export function createNoticeStore({ db, clock }: Pick<Database, 'db' | 'clock'>): Notices<OutgoingMessage> {
  const queue = createQueue(clock);

  return {
    latest: async (channel, kind) => (await latestOf(db, channel, kind)).rows[0]?.at,

    async begin({ channel, kind, at }) {
      await db
        .insertInto('notices')
        .values({ channel, kind, at })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },

    announce: ({ channel, kind, at, after }, messages) =>
      db.transaction().execute(async (trx) => {
        // Two replicas meet at this row: the second waits for the first, and then finds that it was said.
        const claimed = await trx
          .insertInto('notices')
          .values({ channel, kind, at })
          .onConflict((conflict) =>
            conflict.columns(['channel', 'kind']).doUpdateSet({ at }).where('notices.at', '<', after),
          )
          .returning('at')
          .executeTakeFirst();
        if (!claimed) return false;
        await queue(trx, messages);
        return true;
      }),

    async keepOnly(kind, channels) {
      const known = new Set(channels);
      const rows = await db.selectFrom('notices').select('channel').where('kind', '=', kind).execute();
      for (const { channel } of rows)
        if (!known.has(channel))
          await db.deleteFrom('notices').where('channel', '=', channel).where('kind', '=', kind).execute();
    },
  };
}
