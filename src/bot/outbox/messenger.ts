// Everything that the bot says goes through here: an order is written down first, and carried out by the sender, in the
// order of its conversation, inside Teams' limits, over restarts. Nothing here waits for Teams.

import { type ConversationReference, withoutThreadReference } from '../../delivery/conversation-reference.ts';
import type { Message } from '../cards/message.ts';

/**
 * What is to be said. A card is known by its place and name; of several orders that wait for the same card the newest
 * takes the place of the others, whatever they were, so that a card is brought to its last state and no other.
 */
export interface OutgoingMessage {
  /** Where, thread included. */
  readonly reference: ConversationReference;
  /**
   * Name of a card that can be changed later: the id of the post that it stands under, or of the prediction it shows.
   * Null for what is said once.
   */
  readonly card: string | null;
  /** Activity id of the message that it answers; null for a message of its own. */
  readonly replyTo: string | null;
  /** Null takes the card back. */
  readonly message: Message | null;
  /** The prediction that the card shows; kept together with the id that Teams gives to the card. */
  readonly predictionId: string | null;
  /**
   * Only brings a card up to date that shows this very prediction, and never makes one. Without a prediction `card` is
   * the activity id of what is changed.
   */
  readonly refresh: boolean;
  /** Milliseconds since 1970-01-01T00:00Z after which nobody wants to read it any more. */
  readonly until: number;
}

/** Each function resolves once the order is on disk, and rejects when that cannot be. */
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
  /** Writes orders down, in this order. */
  give(orders: readonly OutgoingMessage[]): Promise<void>;
}

const MINUTE = 60_000;
/** A reply that is later than this answers nobody. */
export const REPLY_LASTS = 10 * MINUTE;
/** What the bot says by itself is read within the hour, or not at all. */
export const POST_LASTS = 60 * MINUTE;

/** The orders as plain values, for whoever writes them down together with something else. */
export const outgoingMessages = {
  post(
    reference: ConversationReference,
    message: Message,
    until: number,
    replyTo: string | null = null,
  ): OutgoingMessage {
    return { reference, card: null, replyTo, message, predictionId: null, refresh: false, until };
  },
  /** The verdict on a post, under it: made when there is none, else changed. */
  show(
    reference: ConversationReference,
    post: string,
    predictionId: string,
    message: Message,
    until: number,
  ): OutgoingMessage {
    return { reference, card: post, replyTo: post, message, predictionId, refresh: false, until };
  },
  refresh(
    reference: ConversationReference,
    card: string,
    predictionId: string,
    message: Message,
    until: number,
  ): OutgoingMessage {
    return { reference, card, replyTo: null, message, predictionId, refresh: true, until };
  },
  /** Puts another message in the place of one that shows no verdict. */
  replace(
    reference: ConversationReference,
    activity: string,
    message: Message,
    until: number,
  ): OutgoingMessage {
    return { reference, card: activity, replyTo: null, message, predictionId: null, refresh: true, until };
  },
  retract(reference: ConversationReference, card: string, until: number): OutgoingMessage {
    return { reference, card, replyTo: null, message: null, predictionId: null, refresh: false, until };
  },
};

export interface MessengerParts {
  readonly outbox: {
    add(given: readonly OutgoingMessage[]): Promise<void>;
    dropChannel(conversation: string): Promise<unknown>;
  };
  readonly conversations: { deleteConversation(conversation: string, at: number): Promise<void> };
  /** Told when an order waits. */
  readonly onOutgoing: () => void;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly clock?: () => number;
}

export function createMessenger({
  outbox,
  conversations,
  onOutgoing,
  clock = Date.now,
}: MessengerParts): Messenger {
  async function give(given: readonly OutgoingMessage[]): Promise<void> {
    if (given.length === 0) return;
    await outbox.add(given);
    onOutgoing();
  }

  return {
    give,
    post(reference, message, { replyTo, predictionId, until = clock() + POST_LASTS } = {}) {
      const order = outgoingMessages.post(reference, message, until, replyTo);
      return give([predictionId ? { ...order, card: predictionId, predictionId } : order]);
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
