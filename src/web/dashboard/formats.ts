// Numbers and moments of the dashboard as the reader writes them.
import { dateFormat } from '../../locale/dates.ts';
import type { ReaderLanguage } from '../../locale/reader-language.ts';
import type { PeriodName } from './series.ts';

/** A share, 0 to 1, as a whole percentage; a dash when there is none. */
export function sharePercentage(language: ReaderLanguage, share: number | null): string {
  return share === null ? '–' : new Intl.NumberFormat(language, { style: 'percent' }).format(share);
}

export function count(language: ReaderLanguage, value: number): string {
  return new Intl.NumberFormat(language).format(value);
}

/** The hour or the day at which a bar begins; days are those of UTC, as they were counted. */
export function moment(language: ReaderLanguage, period: PeriodName, at: number): string {
  const options: Intl.DateTimeFormatOptions =
    period === 'day'
      ? { hour: '2-digit', minute: '2-digit' }
      : { day: 'numeric', month: 'short', timeZone: 'UTC' };
  return dateFormat(language, options).format(at);
}

/** A difference of shares, -1 to 1, in points of percentage with its sign. */
export function points(language: ReaderLanguage, difference: number): string {
  const options = { signDisplay: 'exceptZero', maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(language, options).format(100 * difference);
}
