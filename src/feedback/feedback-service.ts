// The rules of feedback: verdicts are recorded, people vote on them, change their vote and correct them.
import { newId as anyId, wallClock } from '../clock.ts';
import type { OutgoingMessage } from '../delivery/outgoing-message.ts';
import type { Verdict } from '../sentiment/verdict.ts';
import {
  CorrectionIsVerdictError,
  CorrectionOnGoodVoteError,
  NoBadVoteError,
  UnknownPredictionError,
} from './errors.ts';
import type { Announce, Cast, Decision, FeedbackStore, Forgotten } from './feedback-store.ts';
import { type HashPerson, hashesOf, isPersonHash, onNetwork } from './people.ts';
import {
  type Correction,
  type Corrections,
  DOORS,
  type Door,
  MOST_REASON,
  type Prediction,
  type Reaction,
  type Tally,
  type Vote,
} from './prediction.ts';
import { afterReactions } from './reactions.ts';
import type { KeepText } from './retention.ts';
import { type Trace, voteTrace } from './trace.ts';

/** A verdict to write down. */
export interface Entry {
  /** UUID of the prediction, for one that may be written down twice; the second time changes nothing. */
  readonly id?: string | undefined;
  readonly verdict: Verdict;
  /** The post as it was judged. */
  readonly text: string;
  readonly door: Door;
  readonly origin?: string | undefined;
  /** The channel or chat in which the post stands, or will be shown. */
  readonly channel?: string | undefined;
  /** Id of the message that began its thread. */
  readonly thread?: string | undefined;
  /** Who wrote the post, as the door knows them. */
  readonly author?: string | undefined;
  /** When the post was received, milliseconds since 1970; now by default. */
  readonly receivedAt?: number | undefined;
  /** When the work on it began, which what was received before is done with: if the post was deleted earlier, it is there again. */
  readonly begunAt?: number | undefined;
  /** Network on which the author has this name, when the post comes from elsewhere. */
  readonly network?: string | undefined;
  readonly announce?: Announce | undefined;
}

/** Whether the post of an entry waits for an answer of the company from now on. */
export type WaitsForAnswer = (entry: Entry) => boolean;

/** Who speaks about which prediction. */
export interface VoteKey {
  readonly predictionId: string;
  /** The person as the prediction's door knows them; only a keyed hash is kept. */
  readonly person: string;
  /** When the vote was received, milliseconds since 1970; now by default. */
  readonly receivedAt?: number | undefined;
  /** Where the post stands, when the door knows: a prediction made on another post is then unknown. */
  readonly origin?: string | undefined;
  /** Id of the work that this is part of: done again, it changes nothing, and what stands by then is returned. */
  readonly once?: string | undefined;
}

/** A person's vote on a prediction, null for none, and what all votes say. */
export interface Standing extends Omit<Cast, 'trace'> {
  readonly prediction: Prediction;
}

export interface FeedbackService {
  /**
   * Keeps a verdict so that people can vote on it. Resolves once it is on disk.
   * @returns it as it is kept: as it was the first time, when it is written down twice; without text, author and place when these were to be forgotten since the post was received.
   */
  record(entry: Entry): Promise<Prediction>;
  /**
   * Counts a 👍 or 👎: one per person and prediction, the last one stands. A repeated 👎 keeps its correction.
   * @throws {UnknownPredictionError} {@link CorrectionOnGoodVoteError} {@link CorrectionIsVerdictError}
   */
  vote(
    key: VoteKey & {
      readonly correct: boolean;
      readonly correction?: Correction | undefined;
      /** Why, in the voter's own words; not kept where no texts are. */
      readonly reason?: string | undefined;
      /** What the post is about, by the names of topics; they stay when the vote changes sides. */
      readonly topics?: readonly string[] | undefined;
    },
  ): Promise<Standing>;
  /**
   * Adds the right label to this person's 👎.
   * @throws {UnknownPredictionError} {@link NoBadVoteError} {@link CorrectionIsVerdictError}
   */
  correct(key: VoteKey & { readonly correction: Correction }): Promise<Standing>;
  /**
   * Takes this person's vote back when it is on this side; a vote on the other side stays.
   * @throws {UnknownPredictionError}
   */
  withdraw(key: VoteKey & { readonly correct: boolean }): Promise<Standing>;
  /**
   * Counts reactions as votes: the last one added is the vote. One that is taken back takes the vote back only when no other
   * reaction of this person says the same; what is left of them is then their vote.
   * @throws {UnknownPredictionError}
   */
  react(
    key: VoteKey & { readonly added: readonly Reaction[]; readonly removed: readonly Reaction[] },
  ): Promise<Standing>;
  /** The time by the clock of the ledger, for `receivedAt`. */
  now(): number;
  find(predictionId: string): Promise<Prediction | undefined>;
  /**
   * The predictions on what the post at `origin` says now, newest first. Of these at most one, the last, is that of its
   * channel; the others are analyses that people asked for since, which count in no channel.
   */
  findCurrent(origin: string): Promise<readonly Prediction[]>;
  tally(predictionId: string): Promise<Tally>;
  /** The labels that people gave after a 👎. */
  corrections(predictionId: string): Promise<Corrections>;
  /** What a person, as the prediction's door knows them, says of it; undefined while they did not vote. */
  voteOf(prediction: Prediction, person: string): Promise<Vote | undefined>;
  /** Forgets what was written in the post that stands at `origin`. @returns how many predictions had its text. */
  forgetPost(origin: string): Promise<number>;
  /** Erases what the post that stands at `origin` said before it was edited. @param predictionId the one on what it says now. */
  forgetEarlier(origin: string, predictionId: string): Promise<void>;
  /**
   * Takes back a person's votes and reviews, and erases what they wrote.
   * @param person as a door knows them, or the keyed hash that stands for them; with `network`, the author of that name there.
   */
  forgetPerson(person: string, network?: string): Promise<Forgotten>;
}

/** What people made of a post until now; with their vote, where it is about one person's. */
export type PostState = Pick<Cast, 'tally' | 'corrections' | 'handling'> & { readonly vote?: Vote | null };

/** @param person keyed hash of whoever changes it. */
export type CardsOf = (
  prediction: Prediction,
  person: string,
) => Promise<(state: PostState) => readonly OutgoingMessage[]>;

/** What comes with a vote. */
interface Said {
  readonly correction?: Correction | undefined;
  readonly reason?: string | undefined;
  readonly topics?: readonly string[] | undefined;
}

export interface FeedbackServiceParts {
  readonly store: FeedbackStore;
  readonly hashPerson: HashPerson;
  readonly keepText: KeepText;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly clock?: (() => number) | undefined;
  readonly newId?: () => string;
  /** No post waits by default. */
  readonly waitsForAnswer?: WaitsForAnswer | undefined;
  /** Called when a verdict has been written down, with the id of its prediction; not again when it is written down twice. */
  readonly onRecord?: (entry: Entry, id: string) => void;
  /** Finds the cards that show a prediction. @returns the messages that bring them to what votes say now. */
  readonly cardsOf?: CardsOf | undefined;
  /** Called when a vote has left a trace in the store. */
  readonly onTrace?: (trace: Trace) => void;
}

export function createFeedbackService({
  store,
  hashPerson,
  keepText,
  clock = wallClock,
  newId = anyId,
  waitsForAnswer = () => false,
  onRecord = () => {},
  cardsOf = async () => () => [],
  onTrace = () => {},
}: FeedbackServiceParts): FeedbackService {
  /** Finds the prediction, lets `decide` compute this person's new vote, and notifies listeners. */
  async function settle(
    { predictionId, person, origin, receivedAt: since = clock(), once }: VoteKey,
    decide: (prediction: Prediction, voter: string, earlier: Vote | undefined) => Decision,
  ): Promise<Standing> {
    const prediction = await store.findPrediction(predictionId);
    if (!prediction || (origin !== undefined && origin !== prediction.origin))
      throw new UnknownPredictionError(predictionId);
    const voter = hashPerson(prediction.door, person);
    const announce = await cardsOf(prediction, voter);
    const { trace, ...standing } = await store.castVote(
      predictionId,
      voter,
      (earlier) => decide(prediction, voter, earlier),
      { since, once, announce },
    );
    if (trace) onTrace(trace);
    return { ...standing, prediction };
  }

  /** A vote for this side, with its trace unless it stands already: a repeated click changes nothing. */
  function voteFor(
    correct: boolean,
    { prediction, voter, earlier }: { prediction: Prediction; voter: string; earlier: Vote | undefined },
    { correction, reason, topics }: Said = {},
  ): Decision & { readonly vote: Vote } {
    const said = {
      ...(correction && { correction }),
      ...(reason && { reason }),
      ...(topics && { topics }),
    };
    if (earlier?.correct === correct)
      return { vote: correction || reason || topics ? { ...earlier, ...said } : earlier, trace: null };
    const vote: Vote = {
      predictionId: prediction.id,
      voter,
      correct,
      correction: null,
      votedAt: clock(),
      ...(earlier?.topics && { topics: earlier.topics }),
      ...said,
      ...(earlier?.reactions && { reactions: earlier.reactions }),
    };
    return { vote, trace: voteTrace(newId(), prediction, vote) };
  }

  return {
    async record(entry) {
      const { id = newId(), verdict, text, door, origin, channel, thread, author, network } = entry;
      const prediction: Prediction = {
        ...verdict,
        id,
        createdAt: clock(),
        door,
        origin: origin ?? null,
        channel: channel ?? null,
        thread: thread ?? null,
        author: author === undefined ? null : hashPerson(network ? onNetwork(network) : door, author),
        text: keepText === 'none' ? null : text,
      };
      let isFresh = false;
      const announce: Announce = (written, handling) => {
        isFresh = true;
        return entry.announce?.(written, handling) ?? [];
      };
      const opens = waitsForAnswer(entry);
      const kept = await store.addPrediction(prediction, entry.receivedAt, announce, opens, entry.begunAt);
      if (isFresh) onRecord(entry, id);
      return kept;
    },

    async vote({ correct, correction, topics, reason: given, ...key }) {
      const reason = keepText === 'none' ? undefined : given?.trim().slice(0, MOST_REASON) || undefined;
      if (correct && correction) throw new CorrectionOnGoodVoteError();
      return settle(key, (prediction, voter, earlier) => {
        if (correction === prediction.label) throw new CorrectionIsVerdictError(correction);
        return voteFor(correct, { prediction, voter, earlier }, { correction, reason, topics });
      });
    },

    async correct({ correction, ...key }) {
      return settle(key, (prediction, _voter, earlier) => {
        if (correction === prediction.label) throw new CorrectionIsVerdictError(correction);
        if (!earlier || earlier.correct) throw new NoBadVoteError();
        return { vote: { ...earlier, correction }, trace: null };
      });
    },

    async withdraw({ correct, ...key }) {
      return settle(key, (_prediction, _voter, earlier) => ({
        vote: earlier && earlier.correct !== correct ? earlier : null,
        trace: null,
      }));
    },

    async react({ added, removed, ...key }) {
      return settle(key, (prediction, voter, earlier) => {
        const { side, reactions } = afterReactions(earlier, { added, removed });
        if (side === undefined) return { vote: null, trace: null };
        const { vote, trace } = voteFor(side, { prediction, voter, earlier });
        return { vote: { ...vote, reactions }, trace };
      });
    },

    now: clock,
    find: (predictionId) => store.findPrediction(predictionId),
    findCurrent: (origin) => store.findCurrent(origin),
    tally: (predictionId) => store.tally(predictionId),
    corrections: (predictionId) => store.corrections(predictionId),
    voteOf: ({ id, door }, person) => store.findVote(id, hashPerson(door, person)),
    forgetPost: (origin) => store.forgetPost(origin, clock()),
    forgetEarlier: (origin, predictionId) => store.forgetEarlier(origin, predictionId),
    forgetPerson: (person, network) =>
      store.forgetPerson(
        [
          ...(network ? [onNetwork(network)] : DOORS).flatMap((door) => hashesOf(hashPerson, door, person)),
          ...(isPersonHash(person) ? [person] : []),
        ],
        clock(),
      ),
  };
}
