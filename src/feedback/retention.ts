// How long things are kept: texts of posts, predictions with their votes, incidents, and what a door remembers.
import { startInterval, stopTimer, type Timer, wallClock } from '../clock.ts';
import type { ClockLeap } from './clock-leap.ts';
import type { FeedbackStore } from './feedback-store.ts';

/** Which posts keep their text: those voted on or reviewed, every one, or none. */
export type KeepText = 'voted' | 'all' | 'none';

/** What one sweep removed. */
export interface Swept {
  readonly texts: number;
  readonly predictions: number;
  readonly deliveries: number;
  readonly incidents: number;
  readonly requests: number;
  readonly conversations: number;
  readonly members: number;
  readonly unreadable: number;
}

export interface Retention {
  /** Removes what has outlived its time. */
  sweep(): Promise<Swept>;
  /** Sweeps now and every hour. */
  start(): void;
  /** No sweep begins after this; resolves when the one in progress has ended. */
  stop(): Promise<void>;
}

export interface RetentionParts {
  readonly store: Pick<
    FeedbackStore,
    'forgetTexts' | 'forgetUnvotedTexts' | 'deletePredictions' | 'deleteForgotten'
  >;
  /** What the Teams door remembers of deliveries that may come twice. */
  readonly replies?: { deleteDeliveries(before: number): Promise<number> } | undefined;
  /** Where the Teams door has not heard anybody for long. */
  readonly conversations?: { deleteConversations(before: number): Promise<number> } | undefined;
  /** Who was not heard there for long. */
  readonly members?: { deleteMembers(before: number): Promise<number> } | undefined;
  /** What teams and channels are called, of which nothing was heard for long. */
  readonly names?: { deleteNames(before: number): Promise<number> } | undefined;
  /** What the alert keeps of bad predictions. */
  readonly incidents?: { deleteIncidents(before: number): Promise<number> } | undefined;
  /** What is remembered of requests that may come twice. */
  readonly requests?: { deleteRequests(now: number): Promise<number> } | undefined;
  /** Times that a clock which was ahead has written. */
  readonly times?: { putRight(now: number): Promise<number> } | undefined;
  /** Rows that could not be read and wait for a version that can. */
  readonly unreadable?: { sweepSetAside(before: number): Promise<number> } | undefined;
  /** While the clock cannot be trusted nothing is removed. */
  readonly leap?: ClockLeap | undefined;
  readonly keepText: KeepText;
  readonly keepDays: number;
  /** Logs what was removed, and why a sweep failed. */
  readonly log?: RetentionLog | undefined;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly clock?: () => number;
  /** Milliseconds between two sweeps. */
  readonly interval?: number;
}

interface RetentionLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;
/** How long a text waits for a vote when only voted posts keep theirs. */
const DAYS_TO_VOTE = 7;
/** No channel delivers the same activity again after a day, and no program is promised more. */
const DELIVERY_DAYS = 1;
/** As long as effects of work that keeps failing are waited for. */
const SET_ASIDE_DAYS = 7;

export function createRetention({
  store,
  replies,
  conversations: heard,
  members: takingPart,
  names,
  incidents,
  requests: answered,
  unreadable: setAside,
  times,
  leap,
  keepText,
  keepDays,
  log,
  clock = wallClock,
  interval = HOUR,
}: RetentionParts): Retention {
  let timer: Timer | undefined;
  let sweeping = Promise.resolve();

  async function forgetTexts(now: number): Promise<number> {
    if (keepText === 'all') return 0;
    // Texts may be left from a time when the setting was another.
    if (keepText === 'none') return store.forgetTexts();
    return store.forgetUnvotedTexts(now - DAYS_TO_VOTE * DAY);
  }

  async function sweep(): Promise<Swept> {
    const now = clock();
    const ahead = (await times?.putRight(now)) ?? 0;
    if (ahead > 0) log?.info({ times: ahead }, 'times of a clock that was ahead were put right');
    const predictions = await store.deletePredictions(now - keepDays * DAY);
    const texts = await forgetTexts(now);
    const deliveries = (await replies?.deleteDeliveries(now - DELIVERY_DAYS * DAY)) ?? 0;
    const requests = (await answered?.deleteRequests(now)) ?? 0;
    const ended = (await incidents?.deleteIncidents(now - keepDays * DAY)) ?? 0;
    const conversations = (await heard?.deleteConversations(now - keepDays * DAY)) ?? 0;
    const members = (await takingPart?.deleteMembers(now - keepDays * DAY)) ?? 0;
    const unreadable = (await setAside?.sweepSetAside(now - SET_ASIDE_DAYS * DAY)) ?? 0;
    await names?.deleteNames(now - keepDays * DAY);
    await store.deleteForgotten(now - DELIVERY_DAYS * DAY);
    return { texts, members, predictions, deliveries, requests, conversations, unreadable, incidents: ended };
  }

  async function sweepAndTell() {
    try {
      const now = clock();
      if (leap && !(await leap.isTrusted(now))) {
        log?.warn(
          { now },
          'nothing was deleted: the clock has leapt ahead by more than a week; look at the time',
        );
        return;
      }
      const swept = await sweep();
      if (Object.values(swept).some((removed) => removed > 0)) log?.info(swept, 'retention');
    } catch (err) {
      // The next sweep does what this one could not.
      log?.error({ err }, 'retention failed');
    }
  }
  const queueSweep = () => {
    sweeping = sweeping.then(sweepAndTell);
  };

  return {
    sweep,
    start() {
      queueSweep();
      timer = startInterval(queueSweep, interval);
      timer.unref();
    },
    async stop() {
      stopTimer(timer);
      await sweeping;
    },
  };
}
