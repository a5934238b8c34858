// Quiet hours in local time, so that they follow daylight saving time.
import { z } from 'zod';
import { clockOf, instantOf, startOfDay, wallOf } from './wall-clock.ts';

const DAY = 86_400_000;

export const WallTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'must be a time from 00:00 to 23:59');

/** From `from` to just before `to`; with a `from` after `to` they go on past midnight. */
export const QuietHours = z
  .strictObject({ from: WallTime, to: WallTime })
  .refine(({ from, to }) => from !== to, { message: 'must not start and end at the same time' })
  .meta({ id: 'QuietHours' });

export type QuietHours = z.output<typeof QuietHours>;

const NO_TIME_ZONE = 'is not a time zone; use a name like Europe/Paris';

/** An IANA time zone, e.g. `Europe/Paris`. */
export const TimeZone = z.string().max(64, NO_TIME_ZONE).refine(isTimeZone, { message: NO_TIME_ZONE });

/**
 * True if `now` is within the quiet hours, milliseconds since 1970-01-01T00:00Z. An hour that the clock skips is never quiet,
 * one that it shows twice is quiet twice.
 */
export function areQuiet({ from, to }: QuietHours, timeZone: string, now: number): boolean {
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(now);
  return from < to ? from <= time && time < to : from <= time || time < to;
}

/** Milliseconds of a period that are not quiet. @param quiet null for none. @param period milliseconds since 1970-01-01T00:00Z. */
export function timeAwake(
  quiet: QuietHours | null,
  timeZone: string,
  { since, until }: { readonly since: number; readonly until: number },
): number {
  if (until <= since) return 0;
  if (!quiet) return until - since;
  const [from, to] = [sinceMidnight(quiet.from), sinceMidnight(quiet.to)];
  const lasts = to > from ? to : to + DAY;
  let asleep = 0;
  for (let day = startOfDay(timeZone, since) - DAY; day < until; day += DAY) {
    const midnight = Math.floor(wallOf(timeZone, day + DAY / 2) / DAY) * DAY;
    const begins = instantOf(timeZone, midnight + from);
    const ends = instantOf(timeZone, midnight + lasts);
    asleep += Math.max(0, Math.min(until, ends) - Math.max(since, begins));
  }
  return until - since - asleep;
}

/** Milliseconds since midnight. */
function sinceMidnight(time: string): number {
  const [hours, minutes] = time.split(':').map(Number) as [number, number];
  return (hours * 60 + minutes) * 60_000;
}

function isTimeZone(name: string): boolean {
  try {
    clockOf(name);
    return true;
  } catch {
    return false;
  }
}
