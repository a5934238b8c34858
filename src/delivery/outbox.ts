// The messages that wait to be delivered; src/storage implements the queue.

import type { Backlog } from './jobs.ts';
import type { OutgoingMessage } from './outgoing-message.ts';
import type { Reply, UnseenReply } from './replies.ts';

/** A message that waits, and its id. */
export interface QueuedMessage extends OutgoingMessage {
  readonly id: string;
  /** How often it was tried, this time included. */
  readonly attempts: number;
}

/** The oldest message of a conversation. */
export type OldestInConversation = Pick<QueuedMessage, 'id' | 'reference' | 'card' | 'until'>;

/** What became of a message: the card that stands now, that is gone, or that may stand without anybody knowing it; or nothing. */
export interface Delivered {
  readonly id: string;
  readonly stands?: Reply | undefined;
  readonly gone?: Pick<Reply, 'conversation' | 'post'> | undefined;
  readonly unseen?: UnseenReply | undefined;
}

export interface Outbox {
  /** Resolves once they are on disk, all or none. */
  add(messages: readonly OutgoingMessage[]): Promise<void>;
  /** Uses up the claims of messages that are not queued. @returns those that may be said. */
  admit(messages: readonly OutgoingMessage[]): Promise<readonly OutgoingMessage[]>;
  /**
   * Makes `owner` the one who sends, for `lease` milliseconds from `now`, unless somebody else is, or another deployment is in
   * service.
   * @returns whether it is.
   */
  lead(owner: string, now: number, lease: number): Promise<boolean>;
  /** Lets another one send at once. */
  abdicate(owner: string): Promise<void>;
  /**
   * What an earlier sender left half done: what can be done twice waits again; messages of which nobody knows whether
   * they arrived are removed, and noted as perhaps standing.
   * @returns the latter.
   */
  recover(): Promise<QueuedMessage[]>;
  /**
   * The oldest message of each conversation that is due, oldest first; none of the conversations in `except`, and none of the
   * threads of the channels and chats in `exceptChannels`.
   */
  oldestPerConversation(
    now: number,
    most: number,
    except: readonly string[],
    exceptChannels?: readonly string[],
  ): Promise<OldestInConversation[]>;
  /** Notes that these are about to be sent, if `owner` still leads. @returns them, as they are now. */
  begin(ids: readonly string[], owner: string, now: number): Promise<QueuedMessage[]>;
  /** Removes a message, and keeps what stands in Teams now. */
  delivered(done: Delivered): Promise<void>;
  /** Lets a message wait again; a newer one for the same card takes its place. */
  postpone(id: string, until: number): Promise<void>;
  /** Removes what waits for one conversation. @returns how many. */
  dropConversation(conversation: string): Promise<number>;
  /** Removes what waits for a place and its threads. @param channel without thread. @returns how many. */
  dropChannel(channel: string): Promise<number>;
  waiting(): Promise<Backlog>;
}
