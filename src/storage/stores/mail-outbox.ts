// The outbox of mails, with the same queries on SQLite and PostgreSQL.
import { sql } from 'kysely';
import { z } from 'zod';
import type { MailOutbox } from '../../alert/mail-outbox.ts';
import { composedOnce } from '../composed.ts';
import type { Database } from '../engine/database.ts';
import { parseColumn } from '../unreadable/rows.ts';

const addresses = z.array(z.string());

export function createMailOutbox({ db, kind, unreadable }: Database): MailOutbox {
  const onPostgres = kind === 'postgres';
  const claimFirst = composedOnce((on, now: number, until: number) =>
    on
      .updateTable('mails')
      .set((expression) => ({ due_at: until, attempts: expression('attempts', '+', 1) }))
      .where('incident_id', '=', (select) =>
        select
          .selectFrom('mails')
          .select('incident_id')
          .where('due_at', '<=', now)
          .orderBy('due_at')
          .limit(1)
          .$if(onPostgres, (query) => query.forUpdate().skipLocked()),
      )
      .returning(['incident_id', 'attempts', 'recipients']),
  );

  /** A list that cannot be read is everybody's mail again: twice does less harm than never. */
  const readRecipients = (id: string, json: string) =>
    unreadable.pass(
      'mails',
      [json],
      () => id,
      (list) => parseColumn(list, addresses),
    ).values[0];

  return {
    // One statement, so that nothing is locked while a mail is on its way.
    async claim(now, lease) {
      const [row] = (await claimFirst(db, now, now + lease)).rows;
      if (!row) return undefined;
      const { incident_id: incidentId, attempts, recipients } = row;
      const only = recipients === null ? undefined : readRecipients(incidentId, recipients);
      return { incidentId, attempts, ...(only && { only }) };
    },

    async sent(incidentId) {
      await db
        .updateTable('mails')
        .set({ due_at: null, recipients: null })
        .where('incident_id', '=', incidentId)
        .execute();
    },

    async postpone(incidentId, until, only) {
      const alone = only && {
        attempts: sql<number>`case when recipients is null then 1 else attempts end`,
        recipients: JSON.stringify(only),
      };
      await db
        .updateTable('mails')
        .set({ due_at: until, ...alone })
        .where('incident_id', '=', incidentId)
        .execute();
    },

    async nextDue() {
      const row = await db
        .selectFrom('mails')
        .select('due_at')
        .where('due_at', 'is not', null)
        .orderBy('due_at')
        .limit(1)
        .executeTakeFirst();
      return row?.due_at ?? undefined;
    },
  };
}
