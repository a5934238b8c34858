// The tables as Kysely sees them, the same on SQLite and PostgreSQL. Times are milliseconds since 1970-01-01T00:00Z.

import type { Generated } from 'kysely';

/** SQLite has no booleans and gives 0 or 1 back; read them with `Boolean`. */
type Flag = boolean;

export interface PredictionsTable {
  id: string;
  created_at: number;
  door: string;
  origin: string | null;
  author: string | null;
  text: string | null;
  label: string;
  probability: number;
  certain: Flag;
  language: string;
  truncated: Flag;
  model: string;
  /** The tally, kept with the prediction: a card is drawn, and an unvoted text found, without counting votes. */
  up: Generated<number>;
  down: Generated<number>;
  /** Id of the review that stands; null while nobody reviewed the prediction, or the review was taken back. */
  review: Generated<string | null>;
}

export interface VotesTable {
  prediction_id: string;
  voter: string;
  correct: Flag;
  correction: string | null;
  voted_at: number;
}

/** What reviewers said, also what was corrected or taken back since. */
export interface ReviewsTable {
  id: string;
  prediction_id: string;
  label: string;
  reviewer: string;
  reviewed_at: number;
}

/** Traces that wait to be handed to telemetry. */
export interface TracesTable {
  id: string;
  at: number;
  message: string;
  /** JSON object. */
  properties: string;
}

export interface RepliesTable {
  conversation: string;
  post: string;
  reply: string;
  prediction_id: string;
}

export interface DeliveriesTable {
  key: string;
  claimed_at: number;
  finished: Flag;
}

export interface IncidentsTable {
  id: string;
  rule: string;
  first_at: number;
  last_at: number;
}

/** A row for each alert rule, locked while the rule looks. */
export interface AlertRulesTable {
  rule: string;
  judged_until: number;
}

/** Mails about incidents: what they say is composed when they are sent. */
export interface MailsTable {
  incident_id: string;
  attempts: number;
  /** When it may be sent, or when whoever is sending it must have been; null once it is sent. */
  due_at: number | null;
}

/** Requests to the REST door that came with an Idempotency-Key. */
export interface RequestsTable {
  /** Hash of who sent what to which route under which key. */
  key: string;
  claim: string;
  claimed_at: number;
  /** Hash of the body. */
  body: string;
  /** Null until answered. */
  status: number | null;
  answer: string | null;
}

export interface Tables {
  predictions: PredictionsTable;
  votes: VotesTable;
  reviews: ReviewsTable;
  traces: TracesTable;
  replies: RepliesTable;
  deliveries: DeliveriesTable;
  incidents: IncidentsTable;
  alert_rules: AlertRulesTable;
  mails: MailsTable;
  requests: RequestsTable;
}
