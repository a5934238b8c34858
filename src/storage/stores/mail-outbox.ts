// The outbox of mails, with the same queries on SQLite and PostgreSQL.
import type { MailOutbox } from '../../alert/mail-outbox.ts';
import type { Database } from '../engine/database.ts';

export function createMailOutbox({ db, kind }: Database): MailOutbox {
  const onPostgres = kind === 'postgres';

  async function dueAt(incidentId: string, at: number | null): Promise<void> {
    await db.updateTable('mails').set({ due_at: at }).where('incident_id', '=', incidentId).execute();
  }

  return {
    // One statement, so that nothing is locked while a mail is on its way.
    async claim(now, lease) {
      const row = await db
        .updateTable('mails')
        .set((expression) => ({ due_at: now + lease, attempts: expression('attempts', '+', 1) }))
        .where('incident_id', '=', (select) =>
          select
            .selectFrom('mails')
            .select('incident_id')
            .where('due_at', '<=', now)
            .orderBy('due_at')
            .limit(1)
            .$if(onPostgres, (query) => query.forUpdate().skipLocked()),
        )
        .returning(['incident_id', 'attempts'])
        .executeTakeFirst();
      return row && { incidentId: row.incident_id, attempts: row.attempts };
    },

    sent: (incidentId) => dueAt(incidentId, null),
    postpone: dueAt,

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
