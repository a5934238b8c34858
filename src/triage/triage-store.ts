// What the triage needs from a store. src/storage implements it on SQLite and on PostgreSQL.
import type { OutgoingMessage } from '../delivery/outgoing-message.ts';
import type { PostState } from '../feedback/feedback-service.ts';
import type { Handling, PostStatus } from '../feedback/handling.ts';

export interface ChangeOptions {
  /** When it was asked for, milliseconds since 1970-01-01T00:00Z: nothing is written when the person was forgotten since then. */
  readonly since: number;
  /** Id of the work that asks: when that is done again, it changes nothing. */
  readonly once?: string | undefined;
  /** @returns the messages that show it, which are queued in the transaction that writes it down. */
  readonly announce: (state: PostState) => readonly OutgoingMessage[];
}

/** A status that a post came to. */
export interface PastStatus {
  readonly status: PostStatus;
  /** Keyed hash; null for what happened by itself, and for somebody who was forgotten. */
  readonly person: string | null;
  readonly at: number;
}

export interface TriageStore {
  /** @returns undefined for a post that waits for nothing. */
  find(predictionId: string): Promise<Handling | undefined>;
  /** In the order of time. */
  history(predictionId: string): Promise<readonly PastStatus[]>;
  /**
   * Reads how far a post is, decides, and writes the decision, all in one transaction that no vote and no other change of the
   * same post can interleave with. Resolves once it is on disk.
   * @param person keyed hash of whoever changes it.
   * @param decide what it throws rolls everything back and is thrown on; where it returns what it was given, nothing is written.
   * @returns how far the post is now.
   * @throws {UnknownPredictionError}
   */
  change(
    predictionId: string,
    person: string,
    decide: (current: Handling | undefined) => Handling,
    options: ChangeOptions,
  ): Promise<PostState & { readonly handling: Handling }>;
  /**
   * A post was edited: what nobody had ended goes on with its new prediction. One that waited goes on waiting if that does, and
   * has ended if it does not; one that somebody has taken stays theirs.
   */
  follow(origin: string, predictionId: string): Promise<void>;
}
