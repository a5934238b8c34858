// What the alert needs from a store. src/storage implements it on SQLite and on PostgreSQL.
import type { Prediction, Tally, Vote } from '../feedback/prediction.ts';
import type { Trace } from '../feedback/trace.ts';
import type { AlertRule, Incident, Span } from './incident.ts';

/** A rule's turn to look: whatever it reads and writes is one transaction, and no other replica looks meanwhile. */
export interface RuleCheck {
  /** The rule's last incident. */
  readonly latest: Span | undefined;
  /** The newest 👎 that the rule has looked at, milliseconds since 1970-01-01T00:00Z; 0 for none. */
  readonly judgedUntil: number;
  /** When the 👎 that stand were given, from `since` on (milliseconds since 1970-01-01T00:00Z). */
  badVotesSince(since: number): Promise<number[]>;
  /** All votes that stand, from `since` on. */
  tallySince(since: number): Promise<Tally>;
  /** Remembers that what came before has been looked at. */
  judged(until: number): Promise<void>;
  /**
   * Keeps an incident, or how far it has come. A new one gets its mail in the same transaction when `mail` says so, and
   * leaves a trace when it has one.
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

  /** The newest 👎 that stand in a span, newest first, at most `most`. */
  badVotesIn(span: Span, most: number): Promise<BadVote[]>;

  /** The votes that stand in a span. */
  tallyIn(span: Span): Promise<Tally>;

  /** Deletes incidents that ended before `before`, with their mails. @returns how many. */
  deleteIncidents(before: number): Promise<number>;
}
