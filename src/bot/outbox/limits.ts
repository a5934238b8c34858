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
/**
 * Keys that are remembered. At 30 calls a second the one that is forgotten for the next has made none for five minutes, and
 * whoever comes near a limit of an hour calls every other second.
 */
const MOST_KEYS = 10_000;

export interface Windows {
  /** When the next call for `key` may be made, at `now` or later; milliseconds since 1970-01-01T00:00Z. */
  next(key: string, now: number): number;
  /** A call for `key` is made. */
  count(key: string, now: number): void;
  /** Keys that are remembered. */
  readonly size: number;
  /** Their calls that are remembered: none to which no limit looks back any more. */
  readonly held: number;
}

/**
 * Sliding windows over the calls of each key; a call is allowed when every limit allows it.
 * @param slack milliseconds by which each window is taken to be longer.
 */
export function createWindows(limits: readonly Limit[], slack = SLACK): Windows {
  /** The keys whose last call is longest ago come first. */
  const calls = new Map<string, number[]>();
  const longest = Math.max(0, ...limits.map(({ milliseconds }) => milliseconds)) + slack;
  const most = Math.max(1, ...limits.map((limit) => limit.most));

  /** At most two are forgotten for one that calls, so that no call takes long. */
  function forget(now: number) {
    for (let i = 0; i < 2; i += 1) {
      const [key, times] = calls.entries().next().value!;
      if (calls.size > MOST_KEYS || times.at(-1)! < now - longest) calls.delete(key);
    }
  }

  return {
    next(key, now) {
      const times = calls.get(key) ?? [];
      const ends = limits.map((limit) =>
        times.length < limit.most ? now : times.at(-limit.most)! + limit.milliseconds + slack,
      );
      return Math.max(now, ...ends);
    },
    count(key, now) {
      const times = calls.get(key) ?? [];
      times.push(now);
      while (times.length > most || times[0]! < now - longest) times.shift();
      calls.delete(key);
      calls.set(key, times);
      forget(now);
    },
    get size() {
      return calls.size;
    },
    get held() {
      return [...calls.values()].reduce((all, times) => all + times.length, 0);
    },
  };
}
