// Who answers which post: somebody takes it, answers it or finds that it needs no answer, and may open it again. Of two people
// who act on what they saw one wins, and the other is told.
import { UnknownPredictionError } from '../feedback/errors.ts';
import type { CardsOf, PostState } from '../feedback/feedback-service.ts';
import type { Handling, PostStatus } from '../feedback/handling.ts';
import type { HashPerson } from '../feedback/people.ts';
import type { Door, Prediction } from '../feedback/prediction.ts';
import { isDoneAlready, nextHandling } from './next-handling.ts';
import type { TriageStore } from './triage-store.ts';

/** The status of a post changed since it was seen: by another, by the same person elsewhere, or by itself. */
export class StatusChangedError extends Error {
  override name = 'StatusChangedError';
  /** How far the post is now; undefined when it waits for nothing. */
  readonly handling: Handling | undefined;

  constructor(handling: Handling | undefined) {
    super('The status of this post has changed since it was seen.');
    this.handling = handling;
  }
}

export interface StatusWish {
  readonly predictionId: string;
  readonly status: PostStatus;
  /** Who wants it, as a door knows them; only a keyed hash is kept. */
  readonly door: Door;
  readonly person: string;
  /** The revision of what was seen, 0 where the post waited for nothing; without it, over whatever there is. */
  readonly revision?: number | undefined;
  /** When it was received, milliseconds since 1970-01-01T00:00Z; now by default. */
  readonly receivedAt?: number | undefined;
  /** Id of the work that this is part of: done again, it changes nothing, and what stands by then is returned. */
  readonly once?: string | undefined;
}

export interface Handled extends PostState {
  readonly prediction: Prediction;
  readonly handling: Handling;
}

export interface Triage extends Pick<TriageStore, 'find' | 'history' | 'follow'> {
  /** @throws {UnknownPredictionError} {@link StatusChangedError} */
  change(wish: StatusWish): Promise<Handled>;
  /** Whether this person, as a door knows them, has the post, or ended it. */
  isHolder(handling: Handling | null | undefined, door: Door, person: string): boolean;
}

export interface TriageParts {
  readonly store: TriageStore;
  readonly findPrediction: (id: string) => Promise<Prediction | undefined>;
  readonly hashPerson: HashPerson;
  /** Finds the cards that show a post. */
  readonly cardsOf: CardsOf;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly clock: () => number;
}

export function createTriage({ store, findPrediction, hashPerson, cardsOf, clock }: TriageParts): Triage {
  return {
    find: store.find,
    history: store.history,
    follow: store.follow,
    isHolder: (handling, door, person) =>
      handling?.holder !== undefined && handling.holder === hashPerson(door, person),

    async change({ predictionId, status, door, person: who, revision, receivedAt = clock(), once }) {
      const prediction = await findPrediction(predictionId);
      if (!prediction) throw new UnknownPredictionError(predictionId);
      const person = hashPerson(door, who);
      const decide = (current: Handling | undefined): Handling => {
        const isAsSeen = revision === undefined || revision === (current?.revision ?? 0);
        if (!isAsSeen && !(current && isDoneAlready(current, status, person)))
          throw new StatusChangedError(current);
        return nextHandling(current, { status, person, at: clock() });
      };
      const announce = await cardsOf(prediction, person);
      const state = await store.change(predictionId, person, decide, { since: receivedAt, once, announce });
      return { ...state, prediction };
    },
  };
}
