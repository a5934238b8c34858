// Quiet hours in local time, so that they follow daylight saving time.
import { z } from 'zod';

export const WallTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'must be a time from 00:00 to 23:59');

/** From `from` to just before `to`; with a `from` after `to` they go on past midnight. */
export const QuietHours = z
  .strictObject({ from: WallTime, to: WallTime })
  .refine(({ from, to }) => from !== to, { message: 'must not start and end at the same time' })
  .meta({ id: 'QuietHours' });

export type QuietHours = z.output<typeof QuietHours>;

/** An IANA time zone, e.g. `Europe/Paris`. */
export const TimeZone = z
  .string()
  .max(64)
  .refine(isTimeZone, { message: 'is not a time zone; use a name like Europe/Paris' });

/**
 * True if `now` is within the quiet hours, milliseconds since 1970-01-01T00:00Z. An hour that the clock skips is never quiet,
 * one that it shows twice is quiet twice.
 */
export function areQuiet({ from, to }: QuietHours, timeZone: string, now: number): boolean {
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(now);
  return from < to ? from <= time && time < to : from <= time || time < to;
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
