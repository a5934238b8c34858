// Settings of channels, and who brought the bot there, with the same queries on both databases.
import { type Kysely, type Selectable, sql } from 'kysely';
import type { ChannelStore, SavedSettings } from '../../channel/channel-store.ts';
import { ChannelSettings } from '../../channel/settings.ts';
import { composedOnce } from '../composed.ts';
import type { ChannelSettingsTable } from '../engine/channel-tables.ts';
import type { Database } from '../engine/database.ts';
import type { Tables } from '../engine/tables.ts';
import { parseColumn } from '../unreadable/rows.ts';
import { isFirstTime, wasNotDone } from './delivery/first-time.ts';
import { wereForgotten } from './forgotten.ts';

const settingsOf = composedOnce((db, channel: string) =>
  db.selectFrom('channel_settings').selectAll().where('channel', '=', channel),
);

const answersIn = composedOnce((db, channel: string) =>
  db.selectFrom('channel_answers').select('answers').where('channel', '=', channel),
);

export function createChannelStore({
  db,
  kind,
  clock,
  unreadable,
}: Pick<Database, 'db' | 'kind' | 'clock' | 'unreadable'>): ChannelStore {
  async function findSettings(channel: string, on: Kysely<Tables> = db): Promise<SavedSettings | undefined> {
    const [row] = (await settingsOf(on, channel)).rows;
    if (!row) return undefined;
    const { settings, former, revision } = row;
    const one = <T>(readIt: () => T) => unreadable.one('channel_settings', row, channel, readIt);
    return { settings: one(() => read(settings)), former: readFormer(former), revision };
  }

  return {
    findSettings: (channel) => findSettings(channel),

    saveSettings: (channel, settings, { revision, once } = {}) =>
      db.transaction().execute(async (trx) => {
        if (!(await isFirstTime(trx, once, clock()))) return findSettings(channel, trx);
        const json = JSON.stringify(settings);
        const row = revision
          ? await saveOver(trx, { channel, json, revision })
          : await saveAnew(trx, { channel, json, overAny: revision === undefined });
        if (!row) await wasNotDone(trx, once);
        return row && toSaved(row);
      }),

    async listSettings() {
      const rows = await db
        .selectFrom('channel_settings')
        .select(['channel', 'settings'])
        .orderBy('channel')
        .execute();
      const toSet = ({ channel, settings }: (typeof rows)[number]) => ({ channel, settings: read(settings) });
      return unreadable.pass('channel_settings', rows, ({ channel }) => channel, toSet).values;
    },

    async countAnswers(channel) {
      return (await answersIn(db, channel)).rows[0]?.answers ?? 0;
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
        if (later || (await wereForgotten(trx, kind, [person], at))) return; // this is told late
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

    async hasInstaller(place) {
      const row = await db
        .selectFrom('installers')
        .select('person')
        .where('place', '=', place)
        .executeTakeFirst();
      return row !== undefined;
    },
  };
}

interface NewSettings {
  readonly channel: string;
  readonly json: string;
}

function saveOver(trx: Kysely<Tables>, { channel, json, revision }: NewSettings & { revision: number }) {
  return trx
    .updateTable('channel_settings')
    .set((row) => ({ settings: json, former: row.ref('settings'), revision: sql<number>`revision + 1` }))
    .where('channel', '=', channel)
    .where('revision', '=', revision)
    .returningAll()
    .executeTakeFirst();
}

/** Settings that were never saved can be saved over revision 0 only; the row that is there decides on all others. */
function saveAnew(trx: Kysely<Tables>, { channel, json, overAny }: NewSettings & { overAny: boolean }) {
  return trx
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
        .where(sql<boolean>`${sql.lit(overAny ? 1 : 0)} = 1`),
    )
    .returningAll()
    .executeTakeFirst();
}

function toSaved({ settings, former, revision }: Selectable<ChannelSettingsTable>): SavedSettings {
  return { settings: read(settings), former: readFormer(former), revision };
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
