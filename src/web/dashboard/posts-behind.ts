// Where the posts behind a figure are listed: addresses of the Posts view. Pure.
import { addressOf, instantOf, type PostsFilter } from '../posts/address.ts';
import { PERIODS, type PeriodName } from './series.ts';

/** Each is undefined for a reader who may not read posts. */
export interface PostsBehind {
  /** Those of the whole period. */
  period(filter?: PostsFilter): string | undefined;
  /** Those of the hour or day that begins at `at`, milliseconds since 1970-01-01T00:00Z. */
  step(at: number, filter?: PostsFilter): string | undefined;
}

interface ShownPeriod {
  readonly period: PeriodName;
  /** Begin of the period, milliseconds since 1970-01-01T00:00Z. */
  readonly since: number;
}

/** Hours and days are those of UTC, as the figures count them, wherever the reader is. */
export function postsBehind({ period, since }: ShownPeriod, mayRead: boolean): PostsBehind {
  const list = (filter: PostsFilter) => (mayRead ? addressOf(filter) : undefined);
  return {
    period: (filter = {}) => list({ ...filter, from: instantOf(since) }),
    step: (at, filter = {}) =>
      list({ ...filter, from: instantOf(at), to: instantOf(at + PERIODS[period].step) }),
  };
}
