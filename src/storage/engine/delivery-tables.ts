// The tables of what comes in and goes out: jobs, messages, replies, requests. Times are milliseconds since 1970-01-01T00:00Z.

import type { Generated } from 'kysely';
import type { Flag } from './flag.ts';

export interface RepliesTable {
  conversation: string;
  post: string;
  reply: string;
  prediction_id: string;
  /** That the card is written in; null in rows from before that was kept. */
  language: Generated<string | null>;
}

/** A verdict that was sent without an answer that tells whether it stands, and under which id. */
export interface UnseenRepliesTable {
  conversation: string;
  post: string;
  prediction_id: string;
}

/** What was delivered, claimed or done, so that it is not done again. */
export interface DeliveriesTable {
  key: string;
  claimed_at: number;
  finished: Flag;
}

/** Requests that may be sent again: to the REST door with an Idempotency-Key, and invokes of Teams. */
export interface RequestsTable {
  /** Hash of who sent what to which route under which key. */
  key: string;
  claim: string;
  claimed_at: number;
  kept_until: Generated<number>;
  /** Hash of the body; empty once the answer was erased. */
  body: string;
  /** Null until answered. */
  status: number | null;
  /** Null until answered, and once erased. */
  answer: string | null;
}

/** Whom and what the answer to a request is about. */
export interface RequestSubjectsTable {
  key: string;
  /** Keyed hash of a person, or the origin of a post. */
  subject: string;
}

/** What Teams handed over, until it is worked on. */
export interface JobsTable {
  id: string;
  /** Jobs of one lane are worked on one after the other, by position. */
  lane: string;
  /** Conversation without thread; null in rows of versions from before that was kept. */
  channel: string | null;
  /** Behind whatever waited in the channel when it came, messages included. */
  position: number;
  received_at: number;
  /** Keyed hash of whoever caused it. */
  author: string | null;
  /** JSON; the only place that holds what a person wrote and who they are in clear, until the job is done. */
  activity: string;
  attempts: number;
  /** When it may be worked on, or when whoever works on it must have been done. */
  due_at: number;
  /** When it was found that this row cannot be read; null while it waits like others. */
  set_aside_at: Generated<number | null>;
}

/** What waits to be said in Teams. */
export interface OrdersTable {
  id: string;
  position: number;
  /** Conversation without thread. */
  channel: string;
  conversation: string;
  /** JSON. */
  place: string;
  card: string | null;
  reply_to: string | null;
  /** JSON; null takes the card back. */
  message: string | null;
  prediction_id: string | null;
  /** JSON array: ids of the predictions whose posts the message quotes; null for none. */
  quotes: Generated<string | null>;
  refresh: Flag;
  until: number;
  attempts: number;
  due_at: number;
  /** Written before the first byte goes out: after a crash nobody knows whether it arrived. */
  sending_at: number | null;
  /** When it was found that this row cannot be read; null while it waits like others. */
  set_aside_at: Generated<number | null>;
}

/** Builds of the service, with their models, that run or ran on this database. */
export interface DeploymentsTable {
  name: string;
  /** When one of its processes was last alive. */
  seen_at: number;
  /** When Teams last handed it something; 0 for never. */
  handed_at: number;
}

/** What only one replica does at a time. */
export interface LeasesTable {
  name: string;
  owner: string;
  until: number;
}
