// Profiles each finished day of judged posts and compares the newest posts with the reference.
import { wallClock } from '../clock.ts';
import { type Baseline, type BaselineRule, baselineOf, type CountedDay } from './baseline.ts';
import { type Change, compareProfiles } from './compare.ts';
import type { DriftStore } from './drift-store.ts';
import { allLanguages, type Profile, profileOf } from './profile.ts';
import { countProfile, createToday } from './today.ts';

const DAY = 24 * 60 * 60 * 1000;
/** Posts that are compared with the reference. */
export const WINDOW = 750;
/** Posts older than this are no news. */
const WINDOW_DAYS = 14;
/** Days that are counted when the service was away, or is new to this. */
const CATCH_UP = 30;
/** Votes come late: a day is counted anew while it is younger. */
const SETTLED = 3 * DAY;

/** What the newest posts were compared with. */
export interface DriftComparison {
  readonly changes: readonly Change[];
  /** `own` days, the `card` of the model while there are too few, or nothing at all. */
  readonly reference: 'own' | 'card' | null;
  readonly baseline: Baseline;
  /** The posts that were looked at: how many, and when the first and the last were judged (milliseconds). */
  readonly posts: number;
  readonly firstAt: number;
  readonly lastAt: number;
}

export interface DriftMonitor {
  /** Version of the model in service. */
  readonly model: string;
  /** Counts the days that are over and were not counted. Safe in several replicas at once. */
  countDays(): Promise<void>;
  compare(): Promise<DriftComparison>;
  /** The days since a time, oldest first, the one that is not over included. */
  days(since: number): Promise<CountedDay[]>;
}

export interface MonitorParts {
  readonly store: DriftStore;
  readonly classifier: { readonly model: string };
  /** What the card of a model says of the posts that it was measured on; nothing in older cards. */
  readonly cardProfile: (model: string) => Promise<Profile | undefined>;
  readonly rule: BaselineRule;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly clock?: (() => number) | undefined;
}

export function createDriftMonitor(parts: MonitorParts): DriftMonitor {
  const { store, classifier, cardProfile, rule, clock = wallClock } = parts;
  const startOfToday = () => Math.floor(clock() / DAY) * DAY;

  const profileOfToday = createToday(store);

  return {
    get model() {
      return classifier.model;
    },

    async countDays() {
      const { model } = classifier;
      const [now, today] = [clock(), startOfToday()];
      const since = today - CATCH_UP * DAY;
      const counted = new Map(
        (await store.countedDays(model, since)).map((each) => [each.day, each.countedAt]),
      );
      for (let day = since; day < today; day += DAY) {
        const countedAt = counted.get(day);
        const settled = countedAt !== undefined && countedAt >= Math.min(day + DAY + SETTLED, now - DAY);
        if (settled) continue;
        const profile = await countProfile(store, model, day, day + DAY);
        await store.keepDay(model, { day, profile, countedAt: now });
      }
    },

    async compare() {
      const { model } = classifier;
      const baseline = baselineOf(await store.countedDays(model, rule.since), rule);
      const own = baseline.complete ? baseline.profile : undefined;
      const against = own ?? (await cardProfile(model));
      // What is in the reference is not compared with it.
      const since = Math.max(clock() - WINDOW_DAYS * DAY, own ? baseline.until + DAY : rule.since);
      const posts = await store.newestJudged(model, since, WINDOW);
      return {
        changes: against ? compareProfiles(against, profileOf(posts)) : [],
        reference: own ? 'own' : against ? 'card' : null,
        baseline,
        posts: posts.length,
        firstAt: posts.at(-1)?.createdAt ?? clock(),
        lastAt: posts[0]?.createdAt ?? clock(),
      };
    },

    async days(since) {
      const { model } = classifier;
      const counted = await store.countedDays(model, since);
      const today = startOfToday();
      const all = [...counted, { day: today, profile: await profileOfToday(model, today) }];
      return all.filter(({ profile }) => allLanguages(profile).posts > 0);
    },
  };
}
