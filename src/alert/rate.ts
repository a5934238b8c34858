// The second rule: over a day, too large a share of the votes are 👎.
import { wallClock } from '../clock.ts';
import type { Tally } from '../feedback/prediction.ts';
import { DAY, type Span } from './incident.ts';

export interface RateRule {
  /** Share of 👎 among all votes from which it is too large, 0 to 1. */
  readonly rate: number;
  /** With fewer votes than this in the day, the rate is not significant. */
  readonly votes: number;
}

/** The day that ends now. */
export function lastDay(clock = wallClock): Span {
  const now = clock();
  return { firstAt: now - DAY, lastAt: now };
}

/** Share of 👎 among the votes, 0 to 1; null when nobody voted. */
export function badRate({ up, down }: Tally): number | null {
  return up + down === 0 ? null : down / (up + down);
}

/** True if a day with these votes is a bad one. */
export function isBadDay(day: Tally, { rate, votes }: RateRule): boolean {
  return day.up + day.down >= votes && (badRate(day) ?? 0) >= rate;
}
