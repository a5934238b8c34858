// The tables of channels and of who takes part in them. Times are milliseconds since 1970-01-01T00:00Z.
import type { Flag } from './flag.ts';

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

/** What teams, channels and group chats are called. */
export interface NamesTable {
  /** Of the team, or of the conversation without thread. */
  id: string;
  name: string;
  told_at: number;
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
  /** Name of a topic. */
  topic: string | null;
  negative_only: Flag;
}
