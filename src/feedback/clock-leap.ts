// Says whether the clock can be trusted to delete by. One that is years ahead, as after a battery died, would have everything
// outlive its time at once, and what is deleted does not come back when the clock is put right.
import { monotonicClock } from '../clock.ts';

const HOUR = 60 * 60 * 1000;
/** Longer than a service is silent or stands still as a rule. */
const LEAP = 7 * 24 * HOUR;
/** In which a clock is put right, or an operator reads the log. */
const WAIT = 6 * HOUR;

export interface ClockLeap {
  /**
   * Whether the clock has not leapt ahead in the last six hours: by more than a week since it was asked before, or, at first,
   * since the newest post.
   * @param now milliseconds since 1970-01-01T00:00Z, by the clock in question.
   */
  isTrusted(now: number): Promise<boolean>;
}

/** @param newest when the newest post was judged, if there is one. */
export function createClockLeap(
  newest: () => Promise<number | undefined>,
  monotonic: () => number = monotonicClock,
): ClockLeap {
  let last: number | undefined;
  let leaptAt: number | undefined;
  return {
    async isTrusted(now) {
      last ??= (await newest()) ?? now;
      if (now - last > LEAP) leaptAt = monotonic();
      if (last - now > LEAP) leaptAt = undefined; // it was put right
      last = now;
      return leaptAt === undefined || monotonic() - leaptAt >= WAIT;
    },
  };
}
