// What the feedback service needs from a store. src/storage implements it on SQLite and on PostgreSQL.
import type { OutgoingMessage } from '../delivery/outgoing-message.ts';
import type { Handling } from './handling.ts';
import type { Corrections, Prediction, Tally, Vote } from './prediction.ts';
import type { Trace } from './trace.ts';

/** What a person's vote becomes once their earlier one is known. */
export interface Decision {
  /** The vote they have afterwards; null for none, which takes an earlier one back. */
  readonly vote: Vote | null;
  /** A trace that must go out because of this vote; it is stored with the vote or not at all. */
  readonly trace: Trace | null;
}

/** How a vote is cast. */
export interface CastOptions {
  /** When the vote was received: nothing is written when the voter was forgotten since then. */
  readonly since?: number | undefined;
  /** Id of the work that casts it: when that is done again, it changes nothing. */
  readonly once?: string | undefined;
  /** @returns the messages that show the vote, which are queued in the transaction that writes it down. */
  readonly announce?: ((cast: Cast) => readonly OutgoingMessage[]) | undefined;
}

/** A person's vote and those of all as they stand once it was cast; the trace only if it was written now. */
export interface Cast extends Decision {
  readonly tally: Tally;
  readonly corrections: Corrections;
  /** How far the post is, if it should be answered. */
  readonly handling: Handling | null;
}

/** How much was known of a person who is forgotten. */
export interface Forgotten {
  readonly votes: number;
  readonly posts: number;
  readonly reviews: number;
}

/**
 * @param handling how far its post is, if it should be answered.
 * @returns the messages about a prediction, which are queued in the transaction that writes it down.
 */
export type Announce = (kept: Prediction, handling: Handling | null) => readonly OutgoingMessage[];

export interface FeedbackStore {
  /**
   * Resolves once the prediction is on disk. One with an id that is known already is passed over, and not announced again.
   * @param announce called when it is written down, whether or not there is anything to say.
   * @param since when its post was received, milliseconds since 1970-01-01T00:00Z; when it was judged by default.
   * @param opens whether its post waits for an answer from now on.
   * @param begun when the work on it began, where that took its turn behind all that was received of the post before;
   *   `since` by default.
   * @returns the prediction as it is kept: the earlier one of this id, if any; without text, author and place when the author
   *   was forgotten after `since`, or the post deleted after `begun`.
   */
  addPrediction(
    prediction: Prediction,
    since?: number,
    announce?: Announce,
    opens?: boolean,
    begun?: number,
  ): Promise<Prediction>;

  findPrediction(id: string): Promise<Prediction | undefined>;

  /** The predictions on what the post at `origin` says now, newest first: the one of its channel, and analyses made since. */
  findCurrent(origin: string): Promise<readonly Prediction[]>;

  /**
   * Reads a person's vote on a prediction, decides, and writes the decision, all in one transaction that no other
   * vote on the same prediction can interleave with. Resolves once it is on disk.
   * @param decide gets the earlier vote, if any; what it throws rolls everything back and is thrown on.
   * @throws {UnknownPredictionError} when there is no such prediction (any more).
   */
  castVote(
    predictionId: string,
    voter: string,
    decide: (earlier: Vote | undefined) => Decision,
    options?: CastOptions,
  ): Promise<Cast>;

  /** The tally of a prediction; nobody on either side when it is unknown. */
  tally(predictionId: string): Promise<Tally>;

  /** The labels that people gave after a 👎. */
  corrections(predictionId: string): Promise<Corrections>;

  /** A person's vote on a prediction; undefined when they have none. */
  findVote(predictionId: string, voter: string): Promise<Vote | undefined>;

  /**
   * Erases the text of every prediction made on the post that stands at `origin`, and counts it in no channel any more.
   * What waits to be shown and quotes it is dropped. @param at when it was deleted, milliseconds since 1970.
   * @returns how many had a text.
   */
  forgetPost(origin: string, at?: number): Promise<number>;

  /** Erases the text of every prediction on the post at `origin` but this one: the post was edited. */
  forgetEarlier(origin: string, predictionId: string): Promise<void>;

  /** Deletes the marks of what was forgotten before `before`; no work of then is under way any more. */
  deleteForgotten(before: number): Promise<void>;

  /**
   * Takes back every vote and every review of a person, and erases text, author and place of every post they wrote.
   * @param people the keyed hashes that stand for the person; other ids of theirs that are known are found.
   * @param at when they asked for it, milliseconds since 1970: nothing that was received before it is written afterwards.
   */
  forgetPerson(people: readonly string[], at?: number): Promise<Forgotten>;

  /** Erases the text of every prediction. @returns how many had one. */
  forgetTexts(): Promise<number>;

  /** Erases the texts of predictions made before `before` that nobody voted on or reviewed. @returns how many. */
  forgetUnvotedTexts(before: number): Promise<number>;

  /** Deletes predictions made before `before`, with all that points to them. @returns how many predictions. */
  deletePredictions(before: number): Promise<number>;

  /** @returns when the newest prediction was made, milliseconds since 1970-01-01T00:00Z; undefined without any. */
  newestPrediction(): Promise<number | undefined>;
}

/** Traces stored with the votes that caused them, waiting to be handed to telemetry. */
export interface TraceOutbox {
  /**
   * Hands the waiting traces to `send`, oldest first, and removes them once it returns. When `send` throws they stay.
   * Replicas never hand out the same trace at the same time.
   * @returns how many were handed out; 0 when none waits.
   */
  deliver(send: (traces: readonly Trace[]) => void | Promise<void>): Promise<number>;
  /** How many are handed out at once: where it were fewer, no more waits. */
  readonly tracesAtOnce: number;
}
