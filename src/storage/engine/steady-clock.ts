// Time that every process on one store agrees on, and that neither jumps nor runs backwards: counted by the monotonic clock, and
// drawn slowly towards the clock that is right. On PostgreSQL that is the database's, whatever the replicas' clocks say.
import { monotonicClock, startInterval, stopTimer } from '../../clock.ts';

const DAY = 24 * 60 * 60 * 1000;

export interface SteadyClock {
  /** Milliseconds since 1970-01-01T00:00Z; never less than before, except after an error of more than a day. */
  now(): number;
}

/**
 * @param target the time by the clock that is right, milliseconds since 1970-01-01T00:00Z. An error is made up for by half of the
 *   time that passes; one of more than a day, of a machine that knew no date yet, at once.
 * @param monotonic milliseconds since any moment.
 */
export function createSteadyClock(
  target: () => number,
  monotonic: () => number = monotonicClock,
): SteadyClock {
  let time = target();
  let asked = monotonic();
  return {
    now() {
      const moment = monotonic();
      const passed = moment - asked;
      asked = moment;
      time += passed;
      const error = target() - time;
      if (Math.abs(error) > DAY) time += error;
      else time += Math.min(Math.max(error, -passed / 2), passed / 2);
      return Math.floor(time);
    },
  };
}

export interface RemoteClock {
  /** The time there, by the last answer; milliseconds since 1970-01-01T00:00Z. */
  now(): number;
  stop(): void;
}

const READ_AGAIN = 10_000;

/** Follows a clock elsewhere. While that cannot be read, the last answer goes on to count. @throws what the first reading throws. */
export async function followClock(
  read: () => Promise<number>,
  monotonic: () => number = monotonicClock,
): Promise<RemoteClock> {
  let offset = 0;
  async function look() {
    const before = monotonic();
    const there = await read();
    offset = there - (before + monotonic()) / 2; // it was read half way
  }
  await look();
  const timer = startInterval(() => void look().catch(() => {}), READ_AGAIN);
  timer.unref();
  return { now: () => monotonic() + offset, stop: () => stopTimer(timer) };
}
