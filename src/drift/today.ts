// The profile of the day that is not over. It is asked for every ten seconds by whoever has the dashboard open, so that only
// hours in which something has changed since are counted again.
import type { DriftStore } from './drift-store.ts';
import { addProfiles, type Profile, profileOf } from './profile.ts';

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;

interface CountedHour {
  readonly changes: number;
  readonly profile: Profile;
}

/** Counts what a model judged from `since` to before `until`, a chunk at a time. */
export async function countProfile(
  store: Pick<DriftStore, 'judgedIn'>,
  model: string,
  since: number,
  until: number,
): Promise<Profile> {
  let profile: Profile = {};
  for await (const chunk of store.judgedIn(model, { since, until }))
    profile = addProfiles([profile, profileOf(chunk)]);
  return profile;
}

/** @returns a function that gives the profile of a day; those who ask at the same time share the count. */
export function createToday(store: Pick<DriftStore, 'judgedIn' | 'changesByHour'>) {
  let counted = { model: '', day: 0, hours: new Map<number, CountedHour>() };
  let last: Promise<unknown> = Promise.resolve();

  async function count(model: string, day: number): Promise<Profile> {
    if (counted.model !== model || counted.day !== day) counted = { model, day, hours: new Map() };
    const { hours } = counted;
    // Read before the posts are: what changes meanwhile is counted again the next time.
    for (const [hour, changes] of await store.changesByHour(model, { since: day, until: day + DAY }))
      if (hours.get(hour)?.changes !== changes)
        hours.set(hour, { changes, profile: await countProfile(store, model, hour, hour + HOUR) });
    return addProfiles([...hours.values()].map(({ profile }) => profile));
  }

  return (model: string, day: number): Promise<Profile> => {
    // One after the other: whoever comes second finds the hours counted.
    const turn = last.then(() => count(model, day));
    last = turn.catch(() => {});
    return turn;
  };
}
