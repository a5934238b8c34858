// The period that a reader asks about.
import { z } from 'zod';
import type { Period } from '../../feedback/statistics.ts';

const DAYS_BY_DEFAULT = 30;
const DAY = 24 * 60 * 60 * 1000;

export const Moment = z.iso.datetime({ offset: true, error: 'is not a time like 2026-11-22T08:00:00Z' });

/** Fields of a query. */
export const PeriodIn = {
  since: Moment.optional().meta({ description: 'Begin, included; by default 30 days before the end.' }),
  until: Moment.optional().meta({ description: 'End, excluded; by default now.' }),
};

/** @param now milliseconds since 1970-01-01T00:00Z. */
export function periodOf(
  query: { since?: string | undefined; until?: string | undefined },
  now: number,
): Period {
  const until = query.until ? Date.parse(query.until) : now;
  return { since: query.since ? Date.parse(query.since) : until - DAYS_BY_DEFAULT * DAY, until };
}
