// Where the bot can write, with the same queries on SQLite and PostgreSQL.
import { type Kysely, type Selectable, sql } from 'kysely';
import { withoutThread } from '../../../delivery/conversation-id.ts';
import type { ConversationReference, ConversationStore } from '../../../delivery/conversation-reference.ts';
import { READER_LANGUAGES } from '../../../locale/reader-language.ts';
import { composedOnce } from '../../composed.ts';
import type { PlacesTable } from '../../engine/channel-tables.ts';
import { deleteOlder } from '../../engine/chunks.ts';
import type { Database } from '../../engine/database.ts';
import { noNul } from '../../engine/rows.ts';
import type { Tables } from '../../engine/tables.ts';
import { wereForgotten } from '../forgotten.ts';

const DAY = 24 * 60 * 60 * 1000;

const placeOf = composedOnce((db, conversation: string) =>
  db.selectFrom('places').selectAll().where('conversation', '=', conversation),
);

export function createConversationStore({ db, kind }: Pick<Database, 'db' | 'kind'>): ConversationStore {
  const find = async (conversation: string) => (await placeOf(db, conversation)).rows[0];

  return {
    async saveConversation(reference, { person, at }) {
      const fresh = toRow(reference, person, at);
      const known = await find(fresh.conversation);
      if (known && isCurrent(known, fresh)) return;
      const { conversation: _key, tenant, team, team_group, language, person: _person, ...rest } = fresh;
      await db.transaction().execute(async (trx) => {
        const left = await trx
          .selectFrom('departures')
          .select('place')
          .where('place', 'in', [fresh.conversation, team ?? fresh.conversation])
          .where('at', '>=', at)
          .executeTakeFirst();
        if (left || (await wereForgotten(trx, kind, [person], at))) return;
        await trx
          .insertInto('places')
          .values(fresh)
          .onConflict((conflict) =>
            conflict.column('conversation').doUpdateSet({
              ...rest,
              heard_at: sql`case when excluded.heard_at > places.heard_at then excluded.heard_at else places.heard_at end`,
              tenant: sql`coalesce(excluded.tenant, places.tenant)`,
              team: sql`coalesce(excluded.team, places.team)`,
              team_group: sql`coalesce(excluded.team_group, places.team_group)`,
              language: sql`coalesce(places.language, excluded.language)`,
              person: sql`coalesce(excluded.person, places.person)`,
            }),
          )
          .execute();
      });
    },

    async findConversation(conversation) {
      const row = await find(noNul(withoutThread(conversation)));
      return row && toPlace(row);
    },

    async findConversations(conversations) {
      if (conversations.length === 0) return []; // PostgreSQL knows no empty list
      const ids = conversations.map((conversation) => noNul(withoutThread(conversation)));
      const rows = await db.selectFrom('places').selectAll().where('conversation', 'in', ids).execute();
      return rows.map(toPlace);
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

    deleteConversation: (conversation, at) =>
      db.transaction().execute(async (trx) => {
        const place = noNul(withoutThread(conversation));
        await trx
          .deleteFrom('places')
          .where('conversation', '=', place)
          .where('heard_at', '<=', at)
          .execute();
        await noteDeparture(trx, place, at);
      }),

    leaveTeam: (team, at) => noteDeparture(db, noNul(team), at),

    async deleteConversations(before) {
      await deleteOlder(db, 'departures', { time: 'at', key: ['place'] }, before);
      return deleteOlder(db, 'places', { time: 'heard_at', key: ['conversation'] }, before);
    },
  };
}

async function noteDeparture(on: Kysely<Tables>, place: string, at: number): Promise<void> {
  await on
    .insertInto('departures')
    .values({ place, at })
    .onConflict((conflict) => conflict.column('place').doUpdateSet({ at }).where('departures.at', '<', at))
    .execute();
}

function toRow(
  { conversation, serviceUrl, host, tenant, team, teamGroup, bot, language }: ConversationReference,
  person: string | null,
  heard_at: number,
): Selectable<PlacesTable> {
  return {
    conversation: noNul(withoutThread(conversation)),
    service_url: noNul(serviceUrl),
    host: noNul(host),
    tenant: tenant ? noNul(tenant) : null,
    team: team ? noNul(team) : null,
    team_group: teamGroup ? noNul(teamGroup) : null,
    bot: noNul(bot),
    language: language ?? null,
    person,
    heard_at,
  };
}

/** Whether a place is written down as it was heard of now; that somebody was heard there is noted once a day. */
function isCurrent(known: Selectable<PlacesTable>, fresh: Selectable<PlacesTable>): boolean {
  const same = (column: keyof PlacesTable) => fresh[column] === null || fresh[column] === known[column];
  return (
    fresh.heard_at - known.heard_at < DAY &&
    (['service_url', 'host', 'tenant', 'team', 'team_group', 'bot', 'person'] as const).every(same) &&
    (known.language !== null || fresh.language === null)
  );
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
    // A word of another version is no language to write in.
    language: READER_LANGUAGES.find((each) => each === row.language),
  };
}
