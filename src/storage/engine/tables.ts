// The tables as Kysely sees them, the same on SQLite and PostgreSQL. Times are milliseconds since 1970-01-01T00:00Z.

import type { ColumnType, Generated, RawBuilder } from 'kysely';
import type {
  AccountsTable,
  BrandRulesTable,
  ChannelAnswersTable,
  ChannelSettingsTable,
  DeparturesTable,
  ForwardingRulesTable,
  InstallersTable,
  MembersTable,
  NamesTable,
  NoticesTable,
  PlacesTable,
} from './channel-tables.ts';
import type {
  DeliveriesTable,
  DeploymentsTable,
  JobsTable,
  LeasesTable,
  OrdersTable,
  RepliesTable,
  RequestSubjectsTable,
  RequestsTable,
  UnseenRepliesTable,
} from './delivery-tables.ts';
import type { Flag } from './flag.ts';

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
  /** Of positive against negative; with `neutral` it gives the scores of all three labels. */
  probability: number;
  /** Score of neutral; 0 in records of models with two labels. */
  neutral: number;
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
  /** JSON array of topics with their probabilities; null where the model knew none. Triggers keep the tables by topic. */
  topics: string | null;
  act: string | null;
  needs_answer: number | null;
  /** The tally, kept with the prediction: a card is drawn, and an unvoted text found, without counting votes. */
  up: Generated<number>;
  down: Generated<number>;
  /** Id of the review that stands; null while nobody reviewed the prediction, or the review was taken back. */
  review: Generated<string | null>;
  /** How far it is, for a post that should be answered; kept with its row in `triage`. */
  status: Generated<string | null>;
  /**
   * What the index of words is told: the `tsvector` of the text on PostgreSQL; on SQLite the words of a text that it would read
   * otherwise, `=` where it would not.
   */
  words: ColumnType<never, RawBuilder<string> | string | null | undefined, never>;
  /** Of SQLite alone: where the post stands in the index of words, by its time. */
  position: ColumnType<never, RawBuilder<number> | undefined, never>;
}

/** Counts of predictions of an hour, kept by triggers; the sum of all slots is what counts. */
interface HourCounts {
  /** When it begins. */
  hour: number;
  /** 0 for what was folded together; else one for each change that waits for it. */
  slot: number;
  predictions: number;
  negative: number;
  neutral: number;
  positive: number;
  uncertain: number;
  up: number;
  down: number;
}

export interface FiguresTable extends HourCounts {
  door: string;
  language: string;
  model: string;
  /** Those that are part of an export, and those of them with the label of a reviewer. */
  examples: number;
  reviewed: number;
  /** Goes up with every change: while it stays the same, so does all that can be counted. */
  changes: number;
}

/** The topics of predictions, kept by triggers. */
export interface PredictionTopicsTable {
  prediction_id: string;
  topic: string;
  /** When its prediction was made. */
  judged_at: number;
}

/** The same of the predictions that are about a topic. */
export interface TopicFiguresTable extends HourCounts {
  topic: string;
}

export interface VotesTable {
  prediction_id: string;
  voter: string;
  correct: Flag;
  correction: string | null;
  /** Why, in the voter's own words. */
  reason: string | null;
  /** JSON array: the topics of the post, as the voter gives them; null where they did not say. */
  topics: Generated<string | null>;
  voted_at: number;
  /** JSON array: the voter's reactions that stand; null for none. */
  reactions: Generated<string | null>;
}

/** What reviewers said, also what was corrected or taken back since. */
export interface ReviewsTable {
  id: string;
  prediction_id: string;
  label: string;
  /** JSON array, as with votes. */
  topics: Generated<string | null>;
  reviewer: string;
  reviewed_at: number;
}

/** Posts that the company should answer. */
export interface TriageTable {
  prediction_id: string;
  /** The same as in `predictions`. */
  status: string;
  revision: number;
  /** The same as in `predictions`. */
  channel: string | null;
  /** Keyed hash of whoever took it or ended it. */
  holder: string | null;
  opened_at: number;
  since: number;
  taken_at: number | null;
  done_at: number | null;
  /** When the channel was reminded of it, and when another was told. */
  reminded_at: number | null;
  escalated_at: number | null;
}

/** Each status that such a post came to. */
export interface TriageChangesTable {
  prediction_id: string;
  revision: number;
  status: string;
  /** Keyed hash; null for what happened by itself, and once that person was forgotten. */
  person: string | null;
  at: number;
}

/** Traces that wait to be handed to telemetry. */
export interface TracesTable {
  id: string;
  at: number;
  message: string;
  /** JSON object. */
  properties: string;
  /** When it was found that this row cannot be read; null while it waits like others. */
  set_aside_at: Generated<number | null>;
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
  /** JSON array: addresses of those who do not have it yet, when others do; null for all. */
  recipients: Generated<string | null>;
  /** When it may be sent, or when whoever is sending it must have been; null once it is sent. */
  due_at: number | null;
}

/** What was forgotten a short while ago: work that was under way must not bring it back. */
export interface ForgottenTable {
  /** Keyed hash of a person, or the origin of a post. */
  subject: string;
  at: number;
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
  /** Version, label and time of the prediction beside it, as the comparison adds them up. */
  champion: string | null;
  judged_at: number | null;
  agrees: Flag | null;
  /** Its probability minus that of the prediction. */
  shift: number | null;
}

/** One row, written to see whether the database keeps what it is given. */
export interface ProbesTable {
  id: number;
  /** Random. */
  filler: string;
}

export interface Tables {
  predictions: PredictionsTable;
  figures: FiguresTable;
  prediction_topics: PredictionTopicsTable;
  topic_figures: TopicFiguresTable;
  votes: VotesTable;
  reviews: ReviewsTable;
  triage: TriageTable;
  triage_changes: TriageChangesTable;
  traces: TracesTable;
  replies: RepliesTable;
  unseen_replies: UnseenRepliesTable;
  deliveries: DeliveriesTable;
  deployments: DeploymentsTable;
  incidents: IncidentsTable;
  alert_rules: AlertRulesTable;
  mails: MailsTable;
  drift_days: DriftDaysTable;
  requests: RequestsTable;
  request_subjects: RequestSubjectsTable;
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
  names: NamesTable;
  forwarding_rules: ForwardingRulesTable;
  model_choices: ModelChoicesTable;
  challenger_verdicts: ChallengerVerdictsTable;
  probes: ProbesTable;
}
