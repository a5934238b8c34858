// Where the bot can write, with the same queries on SQLite and PostgreSQL.
import { type Selectable, sql } from 'kysely';
import { withoutThread } from '../../../delivery/conversation-id.ts';
import type { ConversationReference, ConversationStore } from '../../../delivery/conversation-reference.ts';
import type { ReaderLanguage } from '../../../locale/reader-language.ts';
import type { Database } from '../../engine/database.ts';
import { noNul } from '../../engine/rows.ts';
import type { PlacesTable } from '../../engine/tables.ts';

export function createConversationStore({ db }: Pick<Database, 'db'>): ConversationStore {
  return {
    async saveConversation(
      { conversation, serviceUrl, host, tenant, team, teamGroup, bot, language },
      { person, at },
    ) {
      const known = {
        service_url: noNul(serviceUrl),
        host: noNul(host),
        bot: noNul(bot),
        heard_at: at,
      };
      await db
        .insertInto('places')
        .values({
          ...known,
          conversation: noNul(withoutThread(conversation)),
          tenant: tenant ? noNul(tenant) : null,
          team: team ? noNul(team) : null,
          team_group: teamGroup ? noNul(teamGroup) : null,
          language: language ?? null,
          person,
        })
        .onConflict((conflict) =>
          conflict.column('conversation').doUpdateSet({
            ...known,
            tenant: sql`coalesce(excluded.tenant, places.tenant)`,
            team: sql`coalesce(excluded.team, places.team)`,
            team_group: sql`coalesce(excluded.team_group, places.team_group)`,
            language: sql`coalesce(places.language, excluded.language)`,
            person: sql`coalesce(excluded.person, places.person)`,
          }),
        )
        .execute();
    },

    async findConversation(conversation) {
      const row = await db
        .selectFrom('places')
        .selectAll()
        .where('conversation', '=', noNul(withoutThread(conversation)))
        .executeTakeFirst();
      return row && toPlace(row);
    },

    async listConversations(team) {
      const rows = await db
        .selectFrom('places')
        .selectAll()
        .$if(team !== undefined, (query) => query.where('team', '=', team!))
        .orderBy('conversation')
        .execute();
      return rows.map(toPlace);
    },

    async deleteConversation(conversation) {
      await db
        .deleteFrom('places')
        .where('conversation', '=', noNul(withoutThread(conversation)))
        .execute();
    },

    async deleteConversations(before) {
      const { numDeletedRows } = await db
        .deleteFrom('places')
        .where('heard_at', '<', before)
        .executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}

function toPlace(row: Selectable<PlacesTable>): ConversationReference {
  return {
    conversation: row.conversation,
    serviceUrl: row.service_url,
    host: row.host,
    tenant: row.tenant ?? undefined,
    team: row.team ?? undefined,
    teamGroup: row.team_group ?? undefined,
    bot: row.bot,
    language: (row.language as ReaderLanguage | null) ?? undefined,
  };
}
