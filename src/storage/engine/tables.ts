// The tables as Kysely sees them, the same on SQLite and PostgreSQL. Times are milliseconds since 1970-01-01T00:00Z.

import type { Generated } from 'kysely';

/** SQLite has no booleans and gives 0 or 1 back; read them with `Boolean`. */
type Flag = boolean;

export interface PredictionsTable {
  id: string;
  created_at: number;
  door: string;
  origin: string | null;
  /** Conversation without thread in which the post stands, or is shown; null for none, and for a post that was deleted. */
  channel: string | null;
  /** Id of the message that began its thread. */
  thread: string | null;
  author: string | null;
  text: string | null;
  label: string;
  probability: number;
  certain: Flag;
  language: string;
  truncated: Flag;
  model: string;
  /** JSON object: the brand rules that made the verdict; null without. */
  brand: string | null;
  /** How the post looked to the tokenizer; null in records from before that was kept. */
  pieces: number | null;
  unknown_pieces: number | null;
  surprise: number | null;
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
  /** JSON: what moved, for drift; null for rules about votes. */
  moved: string | null;
}

/** What was judged on one day (UTC) by one model, in numbers. */
export interface DriftDaysTable {
  day: number;
  model: string;
  counted_at: number;
  /** JSON. */
  profile: string;
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
  /** Keyed hash of the person whom the request was about; null for nobody. */
  person: Generated<string | null>;
}

export interface ChannelSettingsTable {
  channel: string;
  /** JSON object, like `former`. */
  settings: string;
  former: string | null;
  revision: number;
}

export interface ChannelAnswersTable {
  channel: string;
  answers: number;
}

/** Who brought the bot to a team or chat, as keyed hashes. */
export interface InstallersTable {
  place: string;
  person: string;
  /** When Teams told of it; null in rows from before that was kept. */
  added_at: number | null;
}

/** Who was heard in which conversation (without thread), as keyed hashes. */
export interface MembersTable {
  conversation: string;
  person: string;
  heard_at: number;
}

/** Another id of a person, both as keyed hashes: Teams does not always give the one of Microsoft Entra. */
export interface AccountsTable {
  account: string;
  person: string;
  heard_at: number;
}

/** When the bot was last taken out of a conversation or a team. */
export interface DeparturesTable {
  place: string;
  at: number;
}

/** What was forgotten a short while ago: work that was under way must not bring it back. */
export interface ForgottenTable {
  /** Keyed hash of a person, or the origin of a post. */
  subject: string;
  at: number;
}

export interface BrandRulesTable {
  /** Empty for everywhere. */
  channel: string;
  /** The phrase without accents and capitals. */
  key: string;
  phrase: string;
  label: string;
  /** When it was last given a meaning; null when that was before it was kept. */
  added_at: number | null;
}

/** What Teams handed over, until it is worked on. */
export interface JobsTable {
  id: string;
  /** Jobs of one lane are worked on one after the other, by position. */
  lane: string;
  position: number;
  received_at: number;
  /** Keyed hash of whoever caused it. */
  author: string | null;
  /** JSON; the only place that holds what a person wrote and who they are in clear, until the job is done. */
  activity: string;
  attempts: number;
  /** When it may be worked on, or when whoever works on it must have been done. */
  due_at: number;
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
}

/** Where the bot can write. */
export interface PlacesTable {
  /** Without thread. */
  conversation: string;
  service_url: string;
  host: string;
  tenant: string | null;
  team: string | null;
  team_group: string | null;
  bot: string;
  language: string | null;
  /** Keyed hash of the person, for a personal chat. */
  person: string | null;
  heard_at: number;
}

/** What was last announced in a channel by itself, and when it was due. */
export interface NoticesTable {
  channel: string;
  kind: string;
  at: number;
}

/** Which posts from elsewhere go to which channel; the first that fits counts. */
export interface ForwardingRulesTable {
  position: number;
  channel: string;
  /** Null for any, like `network`. */
  language: string | null;
  network: string | null;
  negative_only: Flag;
}

/** What only one replica does at a time. */
export interface LeasesTable {
  name: string;
  owner: string;
  until: number;
}

/** Versions that operators chose; the last one serves. */
export interface ModelChoicesTable {
  /** 1, 2, 3 …: whoever comes second with a number has chosen without knowing of the first. */
  number: number;
  version: string;
  chosen_at: number;
}

/** What another model than the one in service says of a post. */
export interface ChallengerVerdictsTable {
  prediction_id: string;
  /** Its version. */
  challenger: string;
  label: string;
  probability: number;
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
  drift_days: DriftDaysTable;
  requests: RequestsTable;
  channel_settings: ChannelSettingsTable;
  channel_answers: ChannelAnswersTable;
  installers: InstallersTable;
  members: MembersTable;
  accounts: AccountsTable;
  departures: DeparturesTable;
  forgotten: ForgottenTable;
  brand_rules: BrandRulesTable;
  jobs: JobsTable;
  orders: OrdersTable;
  places: PlacesTable;
  leases: LeasesTable;
  notices: NoticesTable;
  forwarding_rules: ForwardingRulesTable;
  model_choices: ModelChoicesTable;
  challenger_verdicts: ChallengerVerdictsTable;
}
