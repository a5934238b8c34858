// A message that the bot has decided to send, as a plain value: whoever decides writes it down together with the end of
// the work that led to it, and the sender delivers it later.
import type { ConversationReference } from './conversation-reference.ts';
import type { Message } from './message.ts';

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
   * the activity id of what is changed or taken away.
   */
  readonly refresh: boolean;
  /** Without it, the message is said in any case. */
  readonly claim?: Claim | undefined;
  /** Ids of the predictions whose posts the message quotes: it is dropped with any of these. */
  readonly quotes?: readonly string[] | undefined;
  /**
   * Milliseconds since 1970-01-01T00:00Z after which nobody wants to read it any more: nothing new is said then, while a card
   * that stands is still changed or taken back.
   */
  readonly until: number;
}

/**
 * What is used up in the very transaction that queues a message, so that work which is done again, or by several, says it once: the
 * right to say it under a name, for a minute; or the number of answers in a channel at which something is offered.
 */
export type Claim =
  | { readonly name: string; readonly at: number }
  | { readonly answersIn: string; readonly upTo: number };

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
    quoted: readonly { readonly id: string; readonly text: string | null }[] = [],
  ): OutgoingMessage {
    const quotes = quoted.filter(({ text }) => text !== null).map(({ id }) => id);
    return { reference, card: null, replyTo, message, predictionId: null, refresh: false, until, quotes };
  },
  /** The card of a post from elsewhere, known by its prediction, on which people can vote. */
  card(
    reference: ConversationReference,
    predictionId: string,
    message: Message,
    until: number,
  ): OutgoingMessage {
    return {
      ...outgoingMessages.post(reference, message, until),
      card: predictionId,
      predictionId,
    };
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
  /** Takes a message away that is known by its activity id alone. */
  remove(reference: ConversationReference, activity: string, until: number): OutgoingMessage {
    return { ...outgoingMessages.retract(reference, activity, until), refresh: true };
  },
  retract(reference: ConversationReference, card: string, until: number): OutgoingMessage {
    return { reference, card, replyTo: null, message: null, predictionId: null, refresh: false, until };
  },
};
