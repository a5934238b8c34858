// What drift needs from a store. src/storage implements it on SQLite and on PostgreSQL.
import type { Period } from '../feedback/statistics.ts';
import type { CountedDay } from './baseline.ts';
import type { ProfiledPost } from './profile.ts';

export interface DriftStore {
  /** The newest posts that a model judged since a time, the newest first, at most `most`. */
  newestJudged(model: string, since: number, most: number): Promise<ProfiledPost[]>;
  /** All that a model judged in a period, a chunk at a time, however many there are. */
  judgedIn(model: string, period: Period): AsyncIterable<readonly ProfiledPost[]>;
  /**
   * How often something changed about what a model judged in each hour of a period (start of the hour, milliseconds); hours
   * without predictions are missing. While a number stays the same, so does what {@link judgedIn} gives of that hour.
   */
  changesByHour(model: string, period: Period): Promise<ReadonlyMap<number, number>>;
  /** The days that were counted since a time, oldest first. */
  countedDays(model: string, since: number): Promise<(CountedDay & { readonly countedAt: number })[]>;
  /** Keeps what a day looked like, in place of what was counted before. */
  keepDay(model: string, day: CountedDay & { readonly countedAt: number }): Promise<void>;
}
