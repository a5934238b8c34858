// What Teams says when its limits are exceeded. It counts for each chat or channel and for the app as a whole, and does not tell
// which of the two was meant: one place that is told to wait waits alone; when a second one is, the app is meant.

const SECOND = 1000;
/** The app makes a call again after so long, whatever it was told: an answer that is wrong must not silence it. */
const LONGEST_PAUSE = 5 * 60 * SECOND;
const FIRST_PAUSE = SECOND;

export interface Throttle {
  /**
   * A place was told to wait.
   * @param channel conversation without thread: the limits of Teams are those of a channel.
   * @param wait milliseconds. @param now milliseconds since any moment.
   */
  refuse(channel: string, wait: number, now: number): void;
  /** A call was taken. */
  pass(channel: string): void;
  /** Milliseconds during which no call is to be made. */
  pause(now: number): number;
  /** Places that wait alone. */
  waiting(now: number): readonly string[];
  /** How many calls may be under way: after a pause one, which tells whether it is over. */
  atOnce(most: number): number;
}

export function createThrottle(): Throttle {
  /** Until when each place waits. */
  const places = new Map<string, number>();
  let pausedUntil = Number.NEGATIVE_INFINITY;
  /** Pauses of the app since a call was taken. */
  let pauses = 0;

  function forget(now: number) {
    for (const [each, until] of places) if (until <= now) places.delete(each);
  }

  /** Calls that were under way together are told to wait together: that is one pause. */
  function pauseApp(wait: number, now: number) {
    if (now >= pausedUntil) pauses += 1;
    const least = FIRST_PAUSE * 2 ** Math.min(pauses - 1, 10);
    pausedUntil = Math.max(pausedUntil, now + Math.min(Math.max(wait, least), LONGEST_PAUSE));
  }

  return {
    refuse(channel, wait, now) {
      forget(now);
      // A refusal of the one call that was to find out whether the pause is over means the app too.
      const app = pauses > 0 || (places.size > 0 && !places.has(channel)) || places.size > 1;
      places.set(channel, now + Math.min(wait, LONGEST_PAUSE));
      if (app) pauseApp(wait, now);
    },
    pass(channel) {
      places.delete(channel);
      pauses = 0;
    },
    pause: (now) => Math.max(0, pausedUntil - now),
    waiting(now) {
      forget(now);
      return [...places.keys()];
    },
    atOnce: (most) => (pauses > 0 ? 1 : most),
  };
}
