// Where the bot can write: learnt when it is installed and when people write, kept so that it can speak up by itself.

import type { ReaderLanguage } from '../locale/reader-language.ts';
import { withoutThread } from './conversation-id.ts';

export interface ConversationReference {
  /** Bot Framework conversation id: of a chat, of a channel, or of one thread in it (`…;messageid=…`). */
  readonly conversation: string;
  /** Where the connector of this conversation listens; vouched for by the token of the activity it was learnt from. */
  readonly serviceUrl: string;
  /** Bot Framework channel, `msteams` for Teams. */
  readonly host: string;
  readonly tenant?: string | undefined;
  /** Id of the team, for a channel only. */
  readonly team?: string | undefined;
  /** Id of the Microsoft 365 group behind the team, when Teams told it. */
  readonly teamGroup?: string | undefined;
  /** Account id of the bot there, `28:…`. */
  readonly bot: string;
  /** Of whoever was first heard there. */
  readonly language?: ReaderLanguage | undefined;
}

/** The places that the bot knows; src/storage implements it. `conversation` is kept without thread. */
export interface ConversationStore {
  /**
   * Inserts, or replaces what is known; a language that is known stays. Nothing, when the bot has left that conversation or
   * its team since then. Writes only what is new, and once a day that somebody was heard.
   * @param heard.person keyed hash of whose personal chat it is, if it is one.
   * @param heard.at when somebody was heard there, milliseconds since 1970-01-01T00:00Z.
   */
  saveConversation(
    reference: ConversationReference,
    heard: { readonly person: string | null; readonly at: number },
  ): Promise<void>;
  /** @param conversation with or without thread. */
  findConversation(conversation: string): Promise<ConversationReference | undefined>;
  /** The same for many at once; those that are not known are left out. */
  findConversations(conversations: readonly string[]): Promise<ConversationReference[]>;
  /** Every place, of one team where that is given. */
  listConversations(team?: string): Promise<ConversationReference[]>;
  /** The bot left a conversation at `at`, milliseconds since 1970: it is forgotten, unless it was heard there later. */
  deleteConversation(conversation: string, at: number): Promise<void>;
  /** The bot left a team: what was heard in any of its channels before that teaches no conversation any more. */
  leaveTeam(team: string, at: number): Promise<void>;
  /** Forgets places where nobody was heard since `before`. @returns how many. */
  deleteConversations(before: number): Promise<number>;
}

/** The place that a thread belongs to. */
export function withoutThreadReference(reference: ConversationReference): ConversationReference {
  return { ...reference, conversation: withoutThread(reference.conversation) };
}
