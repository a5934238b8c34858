// When a channel gets its digest: daily or weekly, at a time on the wall of its own time zone.
import { z } from 'zod';
import type { Period } from '../feedback/statistics.ts';
import { WallTime } from './quiet-hours.ts';
import { instantOf, wallOf } from './wall-clock.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

export const EVERY = ['day', 'week'] as const;

export const DigestPlan = z
  .discriminatedUnion('every', [
    z.strictObject({ every: z.literal('day'), at: WallTime }),
    z.strictObject({
      every: z.literal('week'),
      at: WallTime,
      weekday: z.int().min(1).max(7).meta({ description: 'Day of the week, 1 for Monday to 7 for Sunday.' }),
    }),
  ])
  .meta({ id: 'DigestPlan' });

export type DigestPlan = z.output<typeof DigestPlan>;

/** One digest: it is due at the end of its period. */
export interface DigestSlot extends Period {
  /** The same a week before. */
  readonly weekBefore: Period;
}

/** The last digest that was due at `now`, milliseconds since 1970-01-01T00:00Z. */
export function latestSlot(plan: DigestPlan, timeZone: string, now: number): DigestSlot {
  const [hours, minutes] = plan.at.split(':').map(Number) as [number, number];
  const today = Math.floor(wallOf(timeZone, now) / DAY) * DAY;
  const at = (wall: number) => instantOf(timeZone, wall);
  let wall = today + (hours * 60 + minutes) * MINUTE;
  while (at(wall) > now || (plan.every === 'week' && weekdayOf(wall) !== plan.weekday)) wall -= DAY;
  const period = (until: number) => ({
    since: at(until - (plan.every === 'week' ? 7 : 1) * DAY),
    until: at(until),
  });
  return { ...period(wall), weekBefore: period(wall - 7 * DAY) };
}

/** 1 for Monday to 7 for Sunday, of a wall time: 1970-01-01 was a Thursday. */
function weekdayOf(wall: number): number {
  return ((Math.floor(wall / DAY) + 3) % 7) + 1;
}
