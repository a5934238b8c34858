// Who was heard in which conversation, with the same queries on SQLite and PostgreSQL.
import type { Kysely } from 'kysely';
import { withoutThread } from '../../../delivery/conversation-id.ts';
import type { MemberStore } from '../../../delivery/members.ts';
import { composedOnce } from '../../composed.ts';
import { deleteOlder } from '../../engine/chunks.ts';
import type { Database } from '../../engine/database.ts';
import { noNul } from '../../engine/rows.ts';
import type { Tables } from '../../engine/tables.ts';
import { wereForgotten } from '../forgotten.ts';

const DAY = 24 * 60 * 60 * 1000;

const memberOf = composedOnce((db, conversation: string, person: string) =>
  db
    .selectFrom('members')
    .select('heard_at')
    .where('conversation', '=', conversation)
    .where('person', '=', person),
);

/** When a person was last heard in a conversation, and with their account, if ever. */
const heardOf = composedOnce((db, conversation: string, person: string, account: string | null) =>
  db.selectNoFrom(({ selectFrom }) => [
    selectFrom('members')
      .select('heard_at')
      .where('conversation', '=', conversation)
      .where('person', '=', person)
      .as('there'),
    selectFrom('accounts')
      .select('heard_at')
      .where('account', '=', account)
      .where('person', '=', person)
      .as('linked'),
  ]),
);

export function createMemberStore({ db, kind }: Pick<Database, 'db' | 'kind'>): MemberStore {
  const rowOf = async (conversation: string, person: string) =>
    (await memberOf(db, noNul(withoutThread(conversation)), person)).rows[0];

  const link = (on: Kysely<Tables>, account: string, person: string, heard_at: number) =>
    on
      .insertInto('accounts')
      .values({ account, person, heard_at })
      .onConflict((conflict) => conflict.column('account').doUpdateSet({ person, heard_at }))
      .execute();

  const take = (on: Kysely<Tables>, conversation: string, person: string, heard_at: number) =>
    on
      .insertInto('members')
      .values({ conversation: noNul(withoutThread(conversation)), person, heard_at })
      .onConflict((conflict) => conflict.columns(['conversation', 'person']).doUpdateSet({ heard_at }))
      .execute();

  return {
    async hear({ conversation, person, account, at }) {
      const other = account === person ? null : account;
      const [known] = (await heardOf(db, noNul(withoutThread(conversation)), person, other)).rows;
      const isRecent = (heardAt: number | null) => heardAt !== null && at - heardAt < DAY;
      const heard = isRecent(known!.there);
      const links = other !== null && !isRecent(known!.linked);
      if (!links && heard) return;
      await db.transaction().execute(async (trx) => {
        if (await wereForgotten(trx, kind, [person, account], at)) return;
        if (links) await link(trx, other!, person, at);
        if (!heard) await take(trx, conversation, person, at);
      });
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
