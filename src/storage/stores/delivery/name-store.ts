// Names of teams, channels and group chats, with the same queries on SQLite and PostgreSQL.
import { withoutThread } from '../../../delivery/conversation-id.ts';
import { fullName, type NameStore } from '../../../delivery/names.ts';
import { composedOnce } from '../../composed.ts';
import type { Database } from '../../engine/database.ts';
import { noNul } from '../../engine/rows.ts';

const DAY = 24 * 60 * 60 * 1000;
const LONGEST_NAME = 200;

const withoutName = composedOnce((db) =>
  db
    .selectFrom('places')
    .leftJoin('names as team_names', 'team_names.id', 'places.team')
    .leftJoin('names as channel_names', 'channel_names.id', 'places.conversation')
    .select((eb) => eb.fn.min('places.conversation').as('conversation'))
    .where('places.team', 'is not', null)
    .where('places.host', '=', 'msteams')
    .where((eb) =>
      eb.or([
        eb('team_names.id', 'is', null),
        eb.and([eb('channel_names.id', 'is', null), eb('places.conversation', '<>', eb.ref('places.team'))]),
      ]),
    )
    .groupBy('places.team'),
);

export function createNameStore({ db }: Pick<Database, 'db'>): NameStore {
  async function read(ids: readonly string[]) {
    if (ids.length === 0) return new Map<string, { name: string; told_at: number }>(); // PostgreSQL knows no empty list
    const rows = await db.selectFrom('names').selectAll().where('id', 'in', ids).execute();
    return new Map(rows.map(({ id, ...row }) => [id, row]));
  }

  return {
    async saveNames(named, told_at) {
      const fresh = new Map(
        named.map(({ id, name }) => [noNul(withoutThread(id)), noNul(name).slice(0, LONGEST_NAME)]),
      );
      const known = await read([...fresh.keys()]);
      for (const [id, name] of fresh) {
        const earlier = known.get(id);
        if (
          earlier &&
          (told_at < earlier.told_at || (earlier.name === name && told_at - earlier.told_at < DAY))
        )
          continue;
        await db
          .insertInto('names')
          .values({ id, name, told_at })
          .onConflict((conflict) =>
            conflict.column('id').doUpdateSet({ name, told_at }).where('names.told_at', '<=', told_at),
          )
          .execute();
      }
    },

    async namesOf(conversations) {
      const ids = [...new Set(conversations.map((id) => noNul(withoutThread(id))))];
      if (ids.length === 0) return new Map();
      const places = await db
        .selectFrom('places')
        .select(['conversation', 'team'])
        .where('conversation', 'in', ids)
        .execute();
      const teamOf = new Map(places.map(({ conversation, team }) => [conversation, team]));
      const names = await read([...ids, ...teamOf.values()].filter((id) => id !== null));
      return new Map(
        ids.flatMap((id) => {
          const team = teamOf.get(id) ?? undefined;
          const channel = team === id ? undefined : names.get(id)?.name;
          // A channel whose own name is not known is not called like its team.
          if (channel === undefined && team !== undefined && team !== id) return [];
          const name = fullName(team === undefined ? undefined : names.get(team)?.name, channel);
          return name === undefined ? [] : [[id, name] as const];
        }),
      );
    },

    async unnamedTeams() {
      const { rows } = await withoutName(db);
      return rows.map(({ conversation }) => conversation);
    },

    async deleteNames(before) {
      const { numDeletedRows } = await db
        .deleteFrom('names')
        .where('told_at', '<', before)
        .executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}
