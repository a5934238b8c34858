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

/** Clocks round, ours and theirs: each window is taken to be this much longer. */
const SLACK = 20;
/**
 * Keys that are remembered. At 30 calls a second the one that is forgotten for the next has made none for five minutes, and
 * whoever comes near a limit of an hour calls every other second.
 */
const MOST_KEYS = 10_000;

export interface Windows {
  /**
   * When the next call for `key` may be made, at `now` or later, in milliseconds of the same clock; infinite as long as those under
   * way use up a limit.
   */
  next(key: string, now: number): number;
  /** A call for `key` is under way. */
  begin(key: string): void;
  /** It has ended. */
  end(key: string, now: number): void;
  /** Keys that are remembered. */
  readonly size: number;
  /** Their calls that are remembered: none to which no limit looks back any more. */
  readonly held: number;
}

/**
 * Sliding windows over the calls of each key; a call is allowed when every limit allows it. When a call arrives at the other end
 * nobody here knows, only that it was before its end: so it counts in every window until then, and from then on as made at its end.
 * @param slack milliseconds by which each window is taken to be longer.
 */
export function createWindows(limits: readonly Limit[], slack = SLACK): Windows {
  /** The keys whose last call is longest ago come first. */
  const calls = new Map<string, number[]>();
  const underWay = new Map<string, number>();
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
      const busy = underWay.get(key) ?? 0;
      const ends = limits.map(({ most, milliseconds }) => {
        if (times.length + busy < most) return now;
        return busy < most ? times.at(busy - most)! + milliseconds + slack : Number.POSITIVE_INFINITY;
      });
      return Math.max(now, ...ends);
    },
    begin(key) {
      underWay.set(key, (underWay.get(key) ?? 0) + 1);
    },
    end(key, now) {
      const busy = underWay.get(key)! - 1;
      if (busy > 0) underWay.set(key, busy);
      else underWay.delete(key);
      // As long as it is, not with room for the seventeen that `push` makes: most threads see one call or two.
      const times = (calls.get(key) ?? []).concat(now);
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
