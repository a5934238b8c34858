// What Teams handed over and what has to be done about it. src/storage keeps it, so that the work outlives the turn, and
// the process too.

import type { InboundActivity } from './activity.ts';
import type { OutgoingMessage } from './outgoing-message.ts';

export interface Job {
  /** UUID; also the id of the prediction that the job makes, so that a second attempt makes no second one. */
  readonly id: string;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly receivedAt: number;
  readonly activity: InboundActivity;
  /** How often it was begun, this time included. Whoever holds an older number has lost the job. */
  readonly attempts: number;
}

export interface NewJob {
  readonly id: string;
  /** The same for each delivery of one activity. */
  readonly key: string;
  /** Jobs with one key are worked on one after the other. */
  readonly conversationKey: string;
  /** Whether what waits under its conversation key is pointless now. */
  readonly cancels: boolean;
  readonly receivedAt: number;
  /** Keyed hash of whoever caused it, by which it is found when they want to be forgotten. */
  readonly author: string | null;
  readonly activity: InboundActivity;
}

/** How much waits, and since when (milliseconds since 1970-01-01T00:00Z). */
export interface Backlog {
  readonly count: number;
  readonly oldest: number | undefined;
}

export interface JobStore {
  /** Keeps a job, unless the same delivery came before. Resolves once it is on disk. */
  add(job: NewJob): Promise<void>;
  /**
   * Takes the oldest job of each conversation key that nobody works on, oldest first, for `lease` milliseconds: one that is neither
   * finished nor postponed by then can be taken again. No two replicas take the same one.
   * @param since leaves out what was kept before then, milliseconds since 1970-01-01T00:00Z.
   */
  claim(now: number, lease: number, most: number, since?: number): Promise<Job[]>;
  /** Removes a job and queues the messages about it, both or neither; nothing when somebody else has taken the job since. */
  finish(job: Job, messages: readonly OutgoingMessage[]): Promise<void>;
  postpone(job: Job, until: number): Promise<void>;
  waiting(): Promise<Backlog>;
}
