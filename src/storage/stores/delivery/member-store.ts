// Who was heard in which conversation, with the same queries on SQLite and PostgreSQL.
import { withoutThread } from '../../../delivery/conversation-id.ts';
import type { MemberStore } from '../../../delivery/members.ts';
import { deleteOlder } from '../../engine/chunks.ts';
import type { Database } from '../../engine/database.ts';
import { noNul } from '../../engine/rows.ts';

const DAY = 24 * 60 * 60 * 1000;

export function createMemberStore({ db }: Pick<Database, 'db'>): MemberStore {
  const rowOf = (conversation: string, person: string) =>
    db
      .selectFrom('members')
      .select('heard_at')
      .where('conversation', '=', noNul(withoutThread(conversation)))
      .where('person', '=', person)
      .executeTakeFirst();

  async function link(account: string, person: string, heard_at: number): Promise<void> {
    const known = await db
      .selectFrom('accounts')
      .select(['person', 'heard_at'])
      .where('account', '=', account)
      .executeTakeFirst();
    if (known?.person === person && heard_at - known.heard_at < DAY) return;
    await db
      .insertInto('accounts')
      .values({ account, person, heard_at })
      .onConflict((conflict) => conflict.column('account').doUpdateSet({ person, heard_at }))
      .execute();
  }

  return {
    async hear({ conversation, person, account, at }) {
      if (account !== null && account !== person) await link(account, person, at);
      const known = await rowOf(conversation, person);
      if (known && at - known.heard_at < DAY) return;
      await db
        .insertInto('members')
        .values({ conversation: noNul(withoutThread(conversation)), person, heard_at: at })
        .onConflict((conflict) => conflict.columns(['conversation', 'person']).doUpdateSet({ heard_at: at }))
        .execute();
    },

    isMember: async (conversation, person) => (await rowOf(conversation, person)) !== undefined,

    async removeMembers(conversations, people) {
      if (conversations.length === 0 || people.length === 0) return;
      const known = await db.selectFrom('accounts').select('person').where('account', 'in', people).execute();
      await db
        .deleteFrom('members')
        .where(
          'conversation',
          'in',
          conversations.map((conversation) => noNul(withoutThread(conversation))),
        )
        .where('person', 'in', [...people, ...known.map(({ person }) => person)])
        .execute();
    },

    async deleteMembers(before) {
      await deleteOlder(db, 'accounts', { time: 'heard_at', key: ['account'] }, before);
      return deleteOlder(db, 'members', { time: 'heard_at', key: ['conversation', 'person'] }, before);
    },
  };
}
