// What a handler sees of one activity, and what it says about it: its orders are collected here, and whoever runs the
// handler writes them down, together with the end of the work.
import type { JudgedPost } from '../../channel/figures.ts';
import { type InboundActivity, isPersonal, isPrivate, personOf } from '../../delivery/activity.ts';
import type { ConversationReference } from '../../delivery/conversation-reference.ts';
import type { Audience, Message } from '../../delivery/message.ts';
import {
  type Claim,
  type OutgoingMessage,
  outgoingMessages,
  REPLY_LASTS,
} from '../../delivery/outgoing-message.ts';
import type { HashPerson } from '../../feedback/people.ts';
import type { Prediction } from '../../feedback/prediction.ts';
import { type ReaderLanguage, readerLanguage } from '../../locale/reader-language.ts';
import { referenceOf } from '../protocol/activity-reference.ts';

export interface HandlerContext {
  /** UUID of the work: the same when it is done again after a crash. */
  readonly id: string;
  readonly activity: InboundActivity;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly receivedAt: number;
  /** When the work began, which comes after what was received before it is done with. */
  readonly begunAt: number;
  /** Conversation id, thread included. */
  readonly conversation: string;
  readonly reference: ConversationReference;
  /** Of whoever caused the activity. */
  readonly language: ReaderLanguage;
  /** What was said so far. */
  readonly outgoing: readonly OutgoingMessage[];
  /** Keyed hashes of people and origins of posts that the answer is about; it is erased with them. */
  readonly subjects: ReadonlySet<string>;
  isAbout(prediction: Pick<Prediction, 'author' | 'origin'>): void;
  /**
   * Answers the activity, in its thread; what was said to the bot alone is answered to that person alone.
   * @param options.quoted the posts that the message quotes.
   */
  say(
    message: Message,
    options?: { readonly quoted?: readonly JudgedPost[] | undefined; readonly claim?: Claim | undefined },
  ): void;
  /**
   * Answers whoever caused the activity, so that nobody else in the conversation sees it.
   * @param otherwise who may read it where the host refuses to do so; in a chat of one person there is no difference.
   */
  sayPrivately(message: Message, otherwise?: Audience['otherwise']): void;
  /** Brings the verdict under the post to this one: posts it, or changes the one that stands there. */
  show(predictionId: string, message: Message): void;
  /**
   * Puts another message in the place of one that shows no verdict.
   * @param earlier its activity id. @param toOne whether one person alone sees that one.
   */
  replace(earlier: string, message: Message, toOne?: boolean): void;
  /** Takes the verdict under the post back, if there is one. */
  retract(): void;
}

export function createHandlerContext({
  id,
  activity,
  receivedAt,
  begunAt,
  hashPerson,
}: {
  readonly id: string;
  readonly activity: InboundActivity;
  readonly receivedAt: number;
  readonly begunAt: number;
  readonly hashPerson: HashPerson;
}): HandlerContext {
  const reference = referenceOf(activity);
  const until = receivedAt + REPLY_LASTS;
  const outgoing: OutgoingMessage[] = [];
  const subjects = new Set<string>();
  const author = activity.from?.id;

  const say: HandlerContext['say'] = (message, { quoted, claim } = {}) =>
    void outgoing.push({ ...outgoingMessages.post(reference, message, until, activity.id, quoted), claim });

  /** The message, to be seen by whoever caused the activity alone. */
  function targeted(message: Message, otherwise: Audience['otherwise']): Message {
    if (author === undefined || isPersonal(activity)) return message;
    const known = personOf(activity);
    const person = known === undefined ? null : hashPerson('teams', known);
    if (!isPrivate(activity)) return { ...message, audience: { id: author, person, otherwise } };
    const asked = { type: 'targetedMessageInfo', messageId: activity.id };
    const entities = [...(message.entities ?? []), asked];
    return { ...message, entities, audience: { id: author, person, otherwise: 'nobody' } };
  }

  return {
    id,
    activity,
    receivedAt,
    begunAt,
    reference,
    outgoing,
    subjects,
    isAbout({ author, origin }) {
      for (const subject of [author, origin]) if (subject !== null) subjects.add(subject);
    },
    conversation: reference.conversation,
    language: readerLanguage(activity.locale),
    say: (message, options) => say(isPrivate(activity) ? targeted(message, 'nobody') : message, options),
    sayPrivately: (message, otherwise = 'thread') => say(targeted(message, otherwise)),
    show: (predictionId, message) =>
      void outgoing.push(outgoingMessages.show(reference, activity.id, predictionId, message, until)),
    replace(earlier, message, toOne = false) {
      const told = toOne ? targeted(message, 'nobody') : message;
      outgoing.push(outgoingMessages.replace(reference, earlier, told, until));
    },
    retract: () => void outgoing.push(outgoingMessages.retract(reference, activity.id, until)),
  };
}
