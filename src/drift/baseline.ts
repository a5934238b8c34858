// The reference that is the service's own: its first days with a model. Posts in a company's channels are not the tweets that
// a model was measured on, so a change is one against those days; until they are full, the model card stands in, which is
// shown but raises no alert.
import { addProfiles, allLanguages, type Profile } from './profile.ts';

/** Fewer posts than this are no reference, however many days they took. */
const LEAST_POSTS = 1000;

/** A day (UTC) of one model. */
export interface CountedDay {
  /** When it begins, milliseconds since 1970-01-01T00:00Z. */
  readonly day: number;
  readonly profile: Profile;
}

export interface BaselineRule {
  /** How many days with posts it takes. */
  readonly days: number;
  /** Days before this time do not count, milliseconds since 1970-01-01T00:00Z. */
  readonly since: number;
}

export interface Baseline {
  readonly profile: Profile;
  /** The last day in it. */
  readonly until: number;
  /** True once it has enough days and posts. */
  readonly complete: boolean;
  readonly days: number;
  readonly posts: number;
}

/** @param days of one model, in the order of time. */
export function baselineOf(days: readonly CountedDay[], rule: BaselineRule): Baseline {
  const taken: CountedDay[] = [];
  let posts = 0;
  const isFull = () => taken.length >= rule.days && posts >= LEAST_POSTS;
  for (const day of days) {
    const { posts: more } = allLanguages(day.profile);
    if (day.day < rule.since || more === 0) continue;
    if (isFull()) break;
    taken.push(day);
    posts += more;
  }
  return {
    profile: addProfiles(taken.map(({ profile }) => profile)),
    until: taken.at(-1)?.day ?? rule.since,
    complete: isFull(),
    days: taken.length,
    posts,
  };
}
