// Every message of the bot goes through here: it is queued on disk, and the sender delivers it, in the order of its
// conversation, within Teams' limits, across restarts. Nothing here waits for Teams.

import { wallClock } from '../../clock.ts';
import { type ConversationReference, withoutThreadReference } from '../../delivery/conversation-reference.ts';
import type { Message } from '../../delivery/message.ts';
import {
  type OutgoingMessage,
  outgoingMessages,
  POST_LASTS,
  REPLY_LASTS,
} from '../../delivery/outgoing-message.ts';

/** Each function resolves once the message is on disk, and rejects when that cannot be. */
export interface Messenger {
  /**
   * Says something once: in the place itself (in a channel: as a new thread), or under `replyTo`.
   * @param options.predictionId of a verdict on a post from elsewhere: people can vote on the card, and `refresh` it
   *   under this name.
   * @param options.until milliseconds since 1970; an hour from now by default.
   */
  post(
    reference: ConversationReference,
    message: Message,
    options?: {
      readonly replyTo?: string | undefined;
      readonly predictionId?: string | undefined;
      readonly until?: number | undefined;
    },
  ): Promise<void>;
  /** Brings the card `card` (see {@link OutgoingMessage}) up to date, if it still shows that prediction. */
  refresh(
    reference: ConversationReference,
    card: string,
    predictionId: string,
    message: Message,
  ): Promise<void>;
  /** Takes the card `card` back, also one that is still to be posted. */
  retract(reference: ConversationReference, card: string): Promise<void>;
  /** The bot may not, or cannot, write there any more: what waits for this place and its threads is dropped, and it is forgotten. @param at when that was, milliseconds since 1970; now by default. */
  leave(conversation: string, at?: number): Promise<void>;
  /** Queues messages, in the given order. */
  give(messages: readonly OutgoingMessage[]): Promise<void>;
  /** For messages that go out without a queue. @returns those whose claims are granted. */
  admit(messages: readonly OutgoingMessage[]): Promise<readonly OutgoingMessage[]>;
}

export interface MessengerParts {
  readonly outbox: {
    add(given: readonly OutgoingMessage[]): Promise<void>;
    admit(messages: readonly OutgoingMessage[]): Promise<readonly OutgoingMessage[]>;
    dropChannel(conversation: string): Promise<unknown>;
  };
  readonly conversations: { deleteConversation(conversation: string, at: number): Promise<void> };
  /** Called when a message waits. */
  readonly onOutgoing: () => void;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly clock?: () => number;
}

export function createMessenger({
  outbox,
  conversations,
  onOutgoing,
  clock = wallClock,
}: MessengerParts): Messenger {
  async function give(given: readonly OutgoingMessage[]): Promise<void> {
    if (given.length === 0) return;
    await outbox.add(given);
    onOutgoing();
  }

  return {
    give,
    admit: outbox.admit,
    post(reference, message, { replyTo, predictionId, until = clock() + POST_LASTS } = {}) {
      const outgoing = outgoingMessages.post(reference, message, until, replyTo);
      return give([predictionId ? { ...outgoing, card: predictionId, predictionId } : outgoing]);
    },
    refresh: (reference, card, predictionId, message) =>
      give([outgoingMessages.refresh(reference, card, predictionId, message, clock() + REPLY_LASTS)]),
    retract: (reference, card) => give([outgoingMessages.retract(reference, card, clock() + REPLY_LASTS)]),
    async leave(conversation, at = clock()) {
      const whole = withoutThreadReference({ conversation } as ConversationReference).conversation;
      await conversations.deleteConversation(whole, at);
      await outbox.dropChannel(whole);
    },
  };
}
