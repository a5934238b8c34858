// How long ago something was, as people say it.
import type { ReaderLanguage } from '../../locale/reader-language.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** E.g. `il y a 3 h`. @param at and `now`: milliseconds since 1970-01-01T00:00Z. */
export function ageOf(language: ReaderLanguage, at: number, now: number): string {
  const passed = Math.max(0, now - at);
  const format = new Intl.RelativeTimeFormat(language, { style: 'short', numeric: 'always' });
  if (passed < HOUR) return format.format(-Math.floor(passed / MINUTE), 'minute');
  if (passed < DAY) return format.format(-Math.floor(passed / HOUR), 'hour');
  return format.format(-Math.floor(passed / DAY), 'day');
}
