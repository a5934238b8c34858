// Settings of channels, and who brought the bot there, with the same queries on both databases.
import { sql } from 'kysely';
import type { ChannelStore, SavedSettings } from '../../channel/channel-store.ts';
import { ChannelSettings } from '../../channel/settings.ts';
import type { Database } from '../engine/database.ts';
import { parseColumn } from '../unreadable/rows.ts';

export function createChannelStore({ db, unreadable }: Pick<Database, 'db' | 'unreadable'>): ChannelStore {
  async function findSettings(channel: string): Promise<SavedSettings | undefined> {
    const row = await db
      .selectFrom('channel_settings')
      .selectAll()
      .where('channel', '=', channel)
      .executeTakeFirst();
    if (!row) return undefined;
    const { settings, former, revision } = row;
    const one = <T>(readIt: () => T) => unreadable.one('channel_settings', row, channel, readIt);
    return { settings: one(() => read(settings)), former: readFormer(former), revision };
  }

  return {
    findSettings,

    async saveSettings(channel, settings, revision) {
      const json = JSON.stringify(settings);
      // Settings that were never saved can be saved over revision 0 only; the row that is there decides on all others.
      const saved = revision
        ? await db
            .updateTable('channel_settings')
            .set((row) => ({
              settings: json,
              former: row.ref('settings'),
              revision: sql<number>`revision + 1`,
            }))
            .where('channel', '=', channel)
            .where('revision', '=', revision)
            .returningAll()
            .executeTakeFirst()
        : await db
            .insertInto('channel_settings')
            .values({ channel, settings: json, former: null, revision: 1 })
            .onConflict((conflict) =>
              conflict
                .column('channel')
                .doUpdateSet((row) => ({
                  settings: json,
                  former: row.ref('channel_settings.settings'),
                  revision: sql<number>`channel_settings.revision + 1`,
                }))
                .where(sql<boolean>`${sql.lit(revision === undefined ? 1 : 0)} = 1`),
            )
            .returningAll()
            .executeTakeFirst();
      return (
        saved && {
          settings,
          former: readFormer(saved.former),
          revision: saved.revision,
        }
      );
    },

    async listSettings() {
      const rows = await db
        .selectFrom('channel_settings')
        .select(['channel', 'settings'])
        .orderBy('channel')
        .execute();
      const toSet = ({ channel, settings }: (typeof rows)[number]) => ({ channel, settings: read(settings) });
      return unreadable.pass('channel_settings', rows, ({ channel }) => channel, toSet).values;
    },

    async countAnswer(channel, upTo) {
      const counted = await db
        .insertInto('channel_answers')
        .values({ channel, answers: 1 })
        .onConflict((conflict) =>
          conflict
            .column('channel')
            .doUpdateSet({ answers: sql<number>`channel_answers.answers + 1` })
            .where('channel_answers.answers', '<', upTo),
        )
        .returning('answers')
        .executeTakeFirst();
      return counted?.answers === upTo;
    },

    saveInstaller: (place, person, at) =>
      db.transaction().execute(async (trx) => {
        const later = await trx
          .selectFrom('installers')
          .select('place')
          .where('place', '=', place)
          .where('added_at', '>', at)
          .union(
            trx.selectFrom('departures').select('place').where('place', '=', place).where('at', '>=', at),
          )
          .executeTakeFirst();
        if (later) return; // this is told late
        await trx
          .deleteFrom('installers')
          .where('place', '=', place)
          .where('person', '<>', person)
          .where(notAfter(at))
          .execute();
        await trx
          .insertInto('installers')
          .values({ place, person, added_at: at })
          .onConflict((conflict) => conflict.columns(['place', 'person']).doUpdateSet({ added_at: at }))
          .execute();
      }),

    async deleteInstallers(place, at) {
      await db.deleteFrom('installers').where('place', '=', place).where(notAfter(at)).execute();
    },

    async isInstaller(place, person) {
      const row = await db
        .selectFrom('installers')
        .select('person')
        .where('place', '=', place)
        .where('person', '=', person)
        .executeTakeFirst();
      return row !== undefined;
    },
  };
}

/** Rows from before the time was kept are older than everything. */
const notAfter = (at: number) => sql<boolean>`coalesce(added_at, 0) <= ${at}`;

/** Checked, so that a row which another version wrote is never taken for settings that it does not hold. */
function read(json: string): ChannelSettings {
  return parseColumn(json, ChannelSettings);
}

/** Former settings that cannot be read are none to go back to: whoever saves good ones over them is not refused. */
function readFormer(json: string | null): ChannelSettings | null {
  try {
    return json === null ? null : read(json);
  } catch {
    return null;
  }
}
