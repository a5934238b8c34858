// How long something took, or has lasted, as people say it: `25 min`, `3 h`, `4 j`.
import type { ReaderLanguage } from './reader-language.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const formats = { fr: formatsOf('fr'), en: formatsOf('en') } satisfies Record<ReaderLanguage, object>;

function formatsOf(language: ReaderLanguage) {
  const of = (unit: 'minute' | 'hour' | 'day') =>
    new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' });
  return { minute: of('minute'), hour: of('hour'), day: of('day') };
}

/** In whole minutes below an hour, in whole hours below two days. @param passed milliseconds. */
export function duration(language: ReaderLanguage, passed: number): string {
  const { minute, hour, day } = formats[language];
  if (passed < HOUR) return minute.format(Math.max(0, Math.floor(passed / MINUTE)));
  return passed < 2 * DAY ? hour.format(Math.floor(passed / HOUR)) : day.format(Math.floor(passed / DAY));
}
