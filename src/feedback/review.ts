// The rules of reviewing: what waits for a reviewer, in which order, and what a review changes.
import { newId as anyId, wallClock } from '../clock.ts';
import type { HashPerson } from './people.ts';
import type { Correction, Corrections, Door, Prediction, Tally } from './prediction.ts';
import type { Period } from './statistics.ts';

/** Why a post is in the queue: people voted against its verdict, or the model was not certain. In the order of the queue. */
export const KINDS = ['disputed', 'uncertain'] as const;
export type Kind = (typeof KINDS)[number];

/** The right label of a post, as a reviewer gives it. */
export interface Review {
  /** UUID. */
  readonly id: string;
  readonly predictionId: string;
  readonly label: Correction;
  /** What the post is about, by the names of topics; undefined where the reviewer did not say. */
  readonly topics?: readonly string[] | undefined;
  /** Keyed hash of the person or of the key. */
  readonly reviewer: string;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly reviewedAt: number;
}

type PredictionWithText = Prediction & { readonly text: string };

/** A post that waits for a reviewer. */
export interface AwaitingReview {
  readonly kind: Kind;
  readonly prediction: PredictionWithText;
  readonly tally: Tally;
  /** How many people gave which label after a 👎. */
  readonly corrections: Corrections;
  /** Why people voted as they did, in their own words, newest first; five at most. */
  readonly reasons: readonly string[];
}

export interface Reviewed {
  readonly prediction: PredictionWithText;
  readonly review: Review;
}

/** Filters of the review queue; undefined for all posts. */
export interface Filter {
  readonly kind?: Kind | undefined;
  readonly door?: Door | undefined;
  readonly language?: Prediction['language'] | undefined;
  /** The person who looks, when they may not see every post; a keyed hash in the store, an id of Teams elsewhere. */
  readonly seenBy?: string | undefined;
}

/** The last one of a page, after which the next one begins. */
export interface ReviewPosition {
  readonly at: number;
  readonly id: string;
}

/** What `GET /export` holds. */
export interface ExportCount {
  readonly examples: number;
  /** Those of them with the label of a reviewer. */
  readonly reviewed: number;
}

/** Keeps reviews. src/storage implements it. */
export interface ReviewStore {
  /** Posts of one kind, newest first. */
  waiting(
    kind: Kind,
    filter: Filter,
    after: ReviewPosition | undefined,
    most: number,
  ): Promise<readonly AwaitingReview[]>;
  /** How many wait, each kind counted up to `most`. */
  countWaiting(most: number, seenBy?: string): Promise<Readonly<Record<Kind, number>>>;
  /**
   * Replaces the current review, which is kept as history. One whose id is known is passed over, and one of a reviewer who
   * was forgotten meanwhile. Resolves once it is on disk.
   * @throws {UnknownPredictionError} when there is no such prediction, or its text is gone.
   */
  keep(review: Review): Promise<void>;
  /** Withdraws the current review. @param once id of the work: done again, it changes nothing. @throws {UnknownPredictionError} when there is no such prediction. */
  takeBack(predictionId: string, once?: string): Promise<void>;
  /** What was reviewed of the predictions of a period, the newest review first. */
  reviewed(
    period: Period,
    after: ReviewPosition | undefined,
    most: number,
    seenBy?: string,
  ): Promise<readonly Reviewed[]>;
  countExport(period: Period): Promise<ExportCount>;
}

/** Where a page of the queue ended. */
export type QueuePlace = ReviewPosition & { readonly kind: Kind };

export interface Reviews extends Pick<ReviewStore, 'countWaiting' | 'takeBack' | 'reviewed' | 'countExport'> {
  /** The queue: every disputed post before the first uncertain one, newest first. */
  queue(filter: Filter, after: QueuePlace | undefined, most: number): Promise<readonly AwaitingReview[]>;
  /**
   * Keeps the right label of a post.
   * @param given.id UUID of the review, for one that may be given twice: the second time changes nothing. `door` and `person` say who reviews; only a keyed hash is kept.
   * @throws {UnknownPredictionError}
   */
  review(given: {
    readonly id?: string | undefined;
    readonly predictionId: string;
    readonly label: Correction;
    readonly topics?: readonly string[] | undefined;
    readonly door: Door;
    readonly person: string;
  }): Promise<Review>;
}

export interface ReviewParts {
  readonly store: ReviewStore;
  readonly hashPerson: HashPerson;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly clock?: (() => number) | undefined;
  readonly newId?: () => string;
}

export function createReviews({ store, hashPerson, clock = wallClock, newId = anyId }: ReviewParts): Reviews {
  const hashed = (person: string | undefined) =>
    person === undefined ? undefined : hashPerson('teams', person);

  return {
    async queue({ seenBy, ...rest }, after, most) {
      const filter = { ...rest, seenBy: hashed(seenBy) };
      const asked = KINDS.filter((kind) => !filter.kind || filter.kind === kind);
      const left = asked.slice(after ? Math.max(0, asked.indexOf(after.kind)) : 0);
      const found: AwaitingReview[] = [];
      for (const kind of left) {
        if (found.length === most) break;
        const place = after?.kind === kind ? after : undefined;
        found.push(...(await store.waiting(kind, filter, place, most - found.length)));
      }
      return found;
    },

    async review({ id = newId(), predictionId, label, topics, door, person }) {
      const reviewer = hashPerson(door, person);
      const said = topics && { topics };
      const review: Review = { id, predictionId, label, ...said, reviewer, reviewedAt: clock() };
      await store.keep(review);
      return review;
    },

    countWaiting: (most, seenBy) => store.countWaiting(most, hashed(seenBy)),
    takeBack: store.takeBack,
    reviewed: (period, after, most, seenBy) => store.reviewed(period, after, most, hashed(seenBy)),
    countExport: store.countExport,
  };
}
