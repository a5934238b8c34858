// The body of a message to Teams: the part of a Bot Framework activity that the bot writes. The addressing is added when
// the message is sent.
import type { ReaderLanguage } from '../locale/reader-language.ts';

export interface Attachment {
  readonly contentType: string;
  readonly content: object;
}

export interface Message {
  readonly type: 'message';
  /** Never sent: it decides how the message is sent. Everybody sees a message without one. */
  readonly audience?: Audience;
  /** A sentence in place of a card. */
  readonly text?: string;
  /** What the sentence is written in; without it Teams takes it for Markdown too. */
  readonly textFormat?: 'markdown';
  /** Language in which it is written. */
  readonly locale?: ReaderLanguage;
  /** What notifications show. */
  readonly summary?: string;
  readonly attachments?: readonly Attachment[];
  /** Labels on the message, as schema.org objects. */
  readonly entities?: readonly object[];
  /** Asks Teams for its own like and dislike under the message. */
  readonly channelData?: { readonly feedbackLoop: { readonly type: 'custom' } };
}

/** Whom a message is for, when not for everybody in its conversation. */
export interface Audience {
  /** Account id of the one person who sees it, `29:…`. */
  readonly id: string;
  /** Keyed hash of that person, if Teams tells who they are: a message that waits goes when they are forgotten. */
  readonly person: string | null;
  /** Who may read it where the host refuses to show it to one person: everybody in the thread, or nobody. */
  readonly otherwise: 'thread' | 'nobody';
}
