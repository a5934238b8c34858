// What is stored: predictions, votes and the tally of a prediction.
import type { Label, Verdict } from '../sentiment/verdict.ts';

/** The door a post came in by. */
export const DOORS = ['teams', 'api'] as const;
export type Door = (typeof DOORS)[number];

/** A stored verdict that people can vote on. */
export interface Prediction extends Verdict {
  /** UUID: random, or derived from the work that made it. */
  readonly id: string;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly createdAt: number;
  readonly door: Door;
  /** Where the post stands, e.g. `teams:<conversation>/<activity>`; null for a post that stands nowhere. */
  readonly origin: string | null;
  /** The channel or chat in which the post stands, or is shown; null for none, and once the post was deleted. */
  readonly channel: string | null;
  /** Id of the message that began its thread; null where there are no threads. */
  readonly thread: string | null;
  /** Keyed hash of the author, or null when unknown. */
  readonly author: string | null;
  /** The post as it was judged; null when it is not kept, or was forgotten. */
  readonly text: string | null;
}

/** The right label as a voter or a reviewer gives it. */
export type Correction = Label;

/** 👍 (correct) or 👎 of one person on one prediction. */
export interface Vote {
  readonly predictionId: string;
  /** Keyed hash of the person. */
  readonly voter: string;
  readonly correct: boolean;
  /** The right label as the voter gives it; only ever set on a 👎, and never the label of the verdict. */
  readonly correction: Correction | null;
  /** When this side was taken, milliseconds since 1970-01-01T00:00Z; a correction that follows does not move it. */
  readonly votedAt: number;
  /** The voter's reactions (👍, ❤️ …) that stand on the card, the last one last. */
  readonly reactions?: readonly Reaction[];
  /** Why, in the voter's own words; kept as long as the text of the post. */
  readonly reason?: string | undefined;
  /** What the post is about, by the names of topics, as the voter gives it, whichever side the vote is on; undefined where they did not say. */
  readonly topics?: readonly string[] | undefined;
}

/** A reaction that says whether a verdict is right. */
export interface Reaction {
  readonly name: string;
  readonly correct: boolean;
}

/** Characters of a reason that are kept. */
export const MOST_REASON = 1000;

/** How many people agree with a verdict, and how many disagree. */
export interface Tally {
  readonly up: number;
  readonly down: number;
}

/** How many people gave which label after a 👎. */
export type Corrections = Readonly<Record<Correction, number>>;
