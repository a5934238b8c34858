// Periods of the dashboard, and figures put in their places on a time axis. Pure.
import type { Figures, Label, Statistics } from '../api.ts';
import { LABELS } from '../verdict.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** How long a period is, and what one bar of it stands for. Hours and days are those of UTC, as the service counts. */
export const PERIODS = {
  day: { by: 'hour', step: HOUR, steps: 24 },
  week: { by: 'day', step: DAY, steps: 7 },
  month: { by: 'day', step: DAY, steps: 30 },
} as const;

export type PeriodName = keyof typeof PERIODS;

export interface Point {
  /** Begin of the hour or day, milliseconds since 1970-01-01T00:00Z. */
  readonly at: number;
  /** Null when nothing was judged then. */
  readonly figures: Figures | null;
}

/** Begin of the first hour or day of a period that ends with the one of `now`. */
export function beginOf(period: PeriodName, now: number): number {
  const { step, steps } = PERIODS[period];
  return Math.floor(now / step) * step - (steps - 1) * step;
}

/** One point for each hour or day, from `since` on: those that the service left out for being empty, too. */
export function pointsOf(groups: Statistics['groups'], period: PeriodName, since: number): readonly Point[] {
  const { step, steps } = PERIODS[period];
  const figuresAt = new Map(groups.map(({ group, figures }) => [Date.parse(group), figures]));
  return Array.from({ length: steps }, (_, n) => {
    const at = since + n * step;
    return { at, figures: figuresAt.get(at) ?? null };
  });
}

/** The point where a value is largest; undefined when it has none anywhere. */
export function peakOf(
  points: readonly Point[],
  measure: (figures: Figures) => number | null,
): { readonly at: number; readonly value: number } | undefined {
  const values = points.flatMap(({ at, figures }) => {
    const value = figures && measure(figures);
    return value === null ? [] : [{ at, value }];
  });
  return values.toSorted((a, b) => b.value - a.value)[0];
}

/** The verdicts of a point on top of each other, the negative at the bottom: where each begins and ends, in posts. */
export function stacked(
  figures: Figures,
): readonly { readonly label: Label; readonly from: number; readonly to: number }[] {
  let top = 0;
  return LABELS.toReversed().map((label) => {
    const from = top;
    top += figures[label];
    return { label, from, to: top };
  });
}

/** Where a scale ends on which every value can be read: at the largest, and never before twice the threshold. */
export function endOfScale(values: readonly (number | null)[], threshold: number): number {
  return Math.max(2 * threshold, ...values.map((value) => value ?? 0));
}
