// How long posts wait for an answer, and how long it took to take them and to end them. src/storage counts.
import type { Period } from '../feedback/statistics.ts';

export const TRIAGE_GROUPINGS = ['week', 'topic', 'channel'] as const;
export type TriageGrouping = (typeof TRIAGE_GROUPINGS)[number];

export interface Waiting {
  /** How many nobody has. */
  readonly open: number;
  /** When the first of these began to wait, milliseconds since 1970-01-01T00:00Z; null when there is none. */
  readonly oldest: number | null;
  /** How many somebody has. */
  readonly taken: number;
}

/** Milliseconds from the moment at which posts began to wait; null without any. */
export interface Waits {
  readonly posts: number;
  /** Half of them had to wait for no longer. */
  readonly median: number | null;
  /** Nine of ten had to wait for no longer. */
  readonly p90: number | null;
}

/** Posts that began to wait in a period. */
export interface TriageCounts extends Waiting {
  readonly posts: number;
  /** Until somebody took them, or ended them at once. */
  readonly toTake: Waits;
  /** Until somebody ended them. */
  readonly toEnd: Waits;
}

export interface TriageGroup extends TriageCounts {
  /** Name of the topic, id of the channel; of a week (Monday, UTC), when it begins, in milliseconds. */
  readonly group: string | number;
}

export interface TriageClock {
  /** All that waits, however long; everywhere without a channel. */
  waiting(channel?: string): Promise<Waiting>;
  /**
   * @param by without it, all in one group. By topic a post is in as many groups as it has topics, or in none.
   * @returns the groups that have posts, in order.
   */
  count(
    period: Period,
    options: { readonly channel?: string | undefined; readonly by?: TriageGrouping | undefined },
  ): Promise<readonly TriageGroup[]>;
}

/** A post as it is counted. */
export interface TimedPost {
  readonly status: string;
  readonly openedAt: number;
  readonly takenAt: number | null;
  readonly doneAt: number | null;
}

/** Adds posts up, one after the other. */
export function createTriageSum() {
  let posts = 0;
  let open = 0;
  let taken = 0;
  let oldest: number | null = null;
  const toTake: number[] = [];
  const toEnd: number[] = [];
  return {
    add({ status, openedAt, takenAt, doneAt }: TimedPost): void {
      posts += 1;
      if (status === 'open') {
        open += 1;
        oldest = oldest === null ? openedAt : Math.min(oldest, openedAt);
      }
      if (status === 'taken') taken += 1;
      if (takenAt !== null) toTake.push(waited(openedAt, takenAt));
      if (doneAt !== null) toEnd.push(waited(openedAt, doneAt));
    },
    sum: (): TriageCounts => ({ posts, open, taken, oldest, toTake: waitsOf(toTake), toEnd: waitsOf(toEnd) }),
  };
}

/** The clocks of two replicas differ, and one may be put back: nothing takes less than no time. */
function waited(from: number, to: number): number {
  return Math.max(0, to - from);
}

/** By nearest rank: each is the wait of one of the posts. */
function waitsOf(waits: readonly number[]): Waits {
  const sorted = Float64Array.from(waits).sort();
  const at = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
  return { posts: sorted.length, median: at(0.5), p90: at(0.9) };
}
