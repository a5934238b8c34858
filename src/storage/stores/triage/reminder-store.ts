// Which posts that wait were told of, with the same queries on SQLite and PostgreSQL.
import { sql } from 'kysely';
import type { OutgoingMessage } from '../../../delivery/outgoing-message.ts';
import type { ReminderKind, ReminderStore } from '../../../triage/reminders.ts';
import type { Database } from '../../engine/database.ts';
import { noNul } from '../../engine/rows.ts';
import { createQueue } from '../delivery/outgoing-message-rows.ts';

const TOLD = { reminder: 'reminded_at', escalation: 'escalated_at' } as const satisfies Record<
  ReminderKind,
  string
>;

export function createReminderStore({
  db,
  clock,
}: Pick<Database, 'db' | 'clock'>): ReminderStore<OutgoingMessage> {
  const queue = createQueue(clock);
  /** Word for word the condition of an index. */
  const isOpen = sql<boolean>`status = 'open'`;

  return {
    async untold(channel, kind, { since, until }, most) {
      const rows = await db
        .selectFrom('triage')
        .select(['prediction_id as id', 'opened_at as openedAt'])
        .where(isOpen)
        .where('channel', '=', noNul(channel))
        .where('opened_at', '>=', since)
        .where('opened_at', '<', until)
        .where(TOLD[kind], 'is', null)
        .orderBy('opened_at')
        .limit(most)
        .execute();
      return rows;
    },

    tell: (kind, ids, at, compose) =>
      db.transaction().execute(async (trx) => {
        // Two replicas meet at these rows: the second waits for the first, and then finds that they were told of.
        const rows = await trx
          .updateTable('triage')
          .set({ [TOLD[kind]]: at })
          .where('prediction_id', 'in', [...ids])
          .where(isOpen)
          .where(TOLD[kind], 'is', null)
          .returning('prediction_id as id')
          .execute();
        const told = new Set(rows.map(({ id }) => id));
        if (told.size > 0) await queue(trx, compose(ids.filter((id) => told.has(id))));
        return told.size;
      }),
  };
}
