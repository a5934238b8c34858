// Everything that is kept about a person beside their votes, reviews and posts: who they are to Teams, where they were heard,
// their personal chat with what was set there, and their name in settings.
import { type Kysely, sql } from 'kysely';
import { ChannelSettings } from '../../channel/settings.ts';
import type { Tables } from '../engine/tables.ts';
import { parseColumn } from '../unreadable/rows.ts';
import { eraseAnswers } from './request-store.ts';

/** @returns the hashes that stand for a person, with those of their other ids. */
export async function withAccounts(db: Kysely<Tables>, people: readonly string[]): Promise<string[]> {
  const rows = await db
    .selectFrom('accounts')
    .select(['account', 'person'])
    .where((eb) => eb.or([eb('account', 'in', people), eb('person', 'in', people)]))
    .execute();
  const known = [...new Set([...people, ...rows.flatMap(({ account, person }) => [account, person])])];
  // Somebody known by an account may have others: once more, until nothing is new.
  return known.length > new Set(people).size ? withAccounts(db, known) : known;
}

export async function erasePersonalTraces(db: Kysely<Tables>, people: readonly string[]): Promise<void> {
  await erasePersonalChats(db, people);
  await db.deleteFrom('places').where('person', 'in', people).execute();
  await db.deleteFrom('members').where('person', 'in', people).execute();
  await db.deleteFrom('accounts').where('person', 'in', people).execute();
  await db.deleteFrom('installers').where('person', 'in', people).execute();
  await eraseAnswers(db, people);
  await eraseFromSettings(db, people);
}

/** How Teams begins the id of a chat of one person with the bot. */
const PERSONAL_CHAT = 'a:';

/** What was set, counted and said in the chats that they have with the bot alone. */
async function erasePersonalChats(db: Kysely<Tables>, people: readonly string[]): Promise<void> {
  const rows = await db
    .selectFrom('places')
    .select('conversation')
    .where('person', 'in', people)
    // Those that the bot was taken out of are no places any more.
    .union(
      db
        .selectFrom('members')
        .select('conversation')
        .where('person', 'in', people)
        .where('conversation', 'like', `${PERSONAL_CHAT}%`),
    )
    .execute();
  const chats = rows.map(({ conversation }) => conversation);
  if (chats.length === 0) return;
  for (const table of [
    'channel_settings',
    'channel_answers',
    'brand_rules',
    'notices',
    'forwarding_rules',
  ] as const)
    await db.deleteFrom(table).where('channel', 'in', chats).execute();
  // What takes a card back is carried out.
  await db
    .deleteFrom('orders')
    .where('channel', 'in', chats)
    .where('sending_at', 'is', null)
    .where('message', 'is not', null)
    .execute();
  await db.deleteFrom('departures').where('place', 'in', chats).execute();
  await db.deleteFrom('members').where('conversation', 'in', chats).execute();
}

/** Lists of voters, in force and former ones. Where nobody is left in a list, owners alone vote. */
async function eraseFromSettings(db: Kysely<Tables>, people: readonly string[]): Promise<void> {
  for (const person of people) while (!(await eraseFromSome(db, person)));
}

/** @returns false where settings were saved meanwhile, which may name them still. */
async function eraseFromSome(db: Kysely<Tables>, person: string): Promise<boolean> {
  const naming = `%${person}%`;
  const rows = await db
    .selectFrom('channel_settings')
    .selectAll()
    .where((eb) => eb.or([eb('settings', 'like', naming), eb('former', 'like', naming)]))
    .execute();
  let all = true;
  for (const { channel, settings, former, revision } of rows) {
    const { numUpdatedRows } = await db
      .updateTable('channel_settings')
      .set({
        settings: without(settings, person),
        former: former && without(former, person),
        revision: sql<number>`revision + 1`,
      })
      .where('channel', '=', channel)
      .where('revision', '=', revision)
      .executeTakeFirst();
    all &&= numUpdatedRows > 0n;
  }
  return all;
}

function without(json: string, person: string): string {
  const settings = settingsIn(json);
  // Settings that cannot be read stay so, without this name.
  if (!settings) return json.replaceAll(person, '');
  if (settings.voters.who !== 'named') return json;
  const people = settings.voters.people.filter((each) => each !== person);
  return JSON.stringify({
    ...settings,
    voters: people.length > 0 ? { who: 'named', people } : { who: 'owners' },
  });
}

function settingsIn(json: string): ChannelSettings | undefined {
  try {
    return parseColumn(json, ChannelSettings);
  } catch {
    return undefined;
  }
}
