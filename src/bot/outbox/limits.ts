// How often Teams lets a bot write: in one conversation thread, and as an app in one tenant. Every call to the connector
// counts, updates too: that is on the safe side of what is documented.

/** At most `most` calls in `milliseconds`. */
export interface Limit {
  readonly most: number;
  readonly milliseconds: number;
}

export interface Limits {
  readonly thread: readonly Limit[];
  readonly tenant: readonly Limit[];
}

const SECOND = 1000;

/** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit */
export const TEAMS_LIMITS: Limits = {
  thread: [
    { most: 7, milliseconds: SECOND },
    { most: 8, milliseconds: 2 * SECOND },
    { most: 60, milliseconds: 30 * SECOND },
    { most: 1800, milliseconds: 3600 * SECOND },
  ],
  tenant: [{ most: 30, milliseconds: SECOND }],
};

/** Calls that we send evenly arrive less evenly: each window is taken to be this much longer. */
const SLACK = 20;
/** Keys that are remembered before those that can be forgotten are looked for. */
const MANY = 10_000;

export interface Windows {
  /** When the next call for `key` may be made, at `now` or later; milliseconds since 1970-01-01T00:00Z. */
  next(key: string, now: number): number;
  /** A call for `key` is made. */
  count(key: string, now: number): void;
}

/**
 * Sliding windows over the calls of each key; a call is allowed when every limit allows it.
 * @param slack milliseconds by which each window is taken to be longer.
 */
export function createWindows(limits: readonly Limit[], slack = SLACK): Windows {
  const calls = new Map<string, number[]>();
  const longest = Math.max(0, ...limits.map(({ milliseconds }) => milliseconds)) + slack;

  /** Whoever made so few calls, and none for so long, stays below every limit if it goes on like that. */
  function forgetQuiet(now: number) {
    const quiet = Math.min(30 * SECOND, longest);
    const few = Math.min(...limits.map(({ most, milliseconds }) => (most * quiet) / milliseconds));
    for (const [key, times] of calls)
      if (times.length <= Math.max(few, 1) && times.at(-1)! < now - quiet) calls.delete(key);
  }

  return {
    next(key, now) {
      const times = calls.get(key) ?? [];
      const ends = limits.map(({ most, milliseconds }) =>
        times.length < most ? now : times.at(-most)! + milliseconds + slack,
      );
      return Math.max(now, ...ends);
    },
    count(key, now) {
      const times = calls.get(key) ?? [];
      const young = times.findIndex((time) => time >= now - longest);
      calls.set(key, [...(young < 0 ? [] : times.slice(young)), now]);
      if (calls.size % MANY === 0) forgetQuiet(now);
    },
  };
}
