// What the alert needs from a store. src/storage implements it on SQLite and on PostgreSQL.
import type { Corrections, Prediction, Tally, Vote } from '../feedback/prediction.ts';
import type { Trace } from '../feedback/trace.ts';
import type { AlertRule, Incident, Span } from './incident.ts';

/** One check of a rule: its reads and writes are one transaction, and no other replica checks at the same time. */
export interface RuleCheck {
  /** The rule's incidents that lasted at `since` or later, milliseconds since 1970-01-01T00:00Z, in the order in which they began. */
  incidentsSince(since: number): Promise<Span[]>;
  /** The newest 👎 that the rule has checked, milliseconds since 1970-01-01T00:00Z; 0 for none. */
  readonly judgedUntil: number;
  /** Times of the current 👎 since `since` (milliseconds since 1970-01-01T00:00Z). */
  badVotesSince(since: number): Promise<number[]>;
  /** The current votes in a span. */
  tallyIn(span: Span): Promise<Tally>;
  /** Records that everything up to `until` has been checked. */
  judged(until: number): Promise<void>;
  /**
   * Stores a new incident or extends an existing one. A new one queues its mail, if `mail` is true, and its trace, if any,
   * in the same transaction.
   */
  keep(incident: Incident, mail: boolean, trace?: Trace): Promise<void>;
}

/** A 👎 of an incident, and what it is about. */
export interface BadVote {
  readonly prediction: Prediction;
  readonly vote: Vote;
}

export interface AlertStore {
  inTurn<T>(rule: AlertRule, look: (turn: RuleCheck) => Promise<T>): Promise<T>;

  /** The incident with this id, unless it was deleted. */
  findIncident(id: string): Promise<Incident | undefined>;

  /** The last incidents, the newest first, at most `most`. */
  latestIncidents(most: number): Promise<Incident[]>;

  /** The newest current 👎 in a span, newest first, at most `most`. */
  badVotesIn(span: Span, most: number): Promise<BadVote[]>;

  /** The current votes in a span. */
  tallyIn(span: Span): Promise<Tally>;

  /** How many of the current 👎 in a span gave which label. */
  correctionsIn(span: Span): Promise<Corrections>;

  /** Deletes incidents that ended before `before`, with their mails. @returns how many. */
  deleteIncidents(before: number): Promise<number>;
}
