// What a handler sees of one activity, and what it says about it: its orders are collected here, and whoever runs the
// handler writes them down, together with the end of the work.
import type { JudgedPost } from '../../channel/figures.ts';
import type { InboundActivity } from '../../delivery/activity.ts';
import type { ConversationReference } from '../../delivery/conversation-reference.ts';
import type { Message } from '../../delivery/message.ts';
import { type OutgoingMessage, outgoingMessages, REPLY_LASTS } from '../../delivery/outgoing-message.ts';
import type { Reply } from '../../delivery/replies.ts';
import { type ReaderLanguage, readerLanguage } from '../../locale/reader-language.ts';
import { referenceOf } from '../protocol/activity-reference.ts';

export interface HandlerContext {
  /** UUID of the work: the same when it is done again after a crash. */
  readonly id: string;
  readonly activity: InboundActivity;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly receivedAt: number;
  /** Conversation id, thread included. */
  readonly conversation: string;
  readonly reference: ConversationReference;
  /** Of whoever caused the activity. */
  readonly language: ReaderLanguage;
  /** What was said so far. */
  readonly outgoing: readonly OutgoingMessage[];
  /** Answers the activity, in its thread. @param quoted the posts that the message quotes. */
  say(message: Message, quoted?: readonly JudgedPost[]): void;
  /** Brings the verdict under the post to this one: posts it, or changes the one that stands there. */
  show(predictionId: string, message: Message): void;
  /** Brings a reply up to date, unless it shows another prediction by then. */
  refresh(reply: Reply, message: Message): void;
  /** Puts another message in the place of one that shows no verdict. @param earlier its activity id. */
  replace(earlier: string, message: Message): void;
  /** Takes the verdict under the post back, if there is one. */
  retract(): void;
}

export function createHandlerContext({
  id,
  activity,
  receivedAt,
}: {
  readonly id: string;
  readonly activity: InboundActivity;
  readonly receivedAt: number;
}): HandlerContext {
  const reference = referenceOf(activity);
  const until = receivedAt + REPLY_LASTS;
  const outgoing: OutgoingMessage[] = [];
  return {
    id,
    activity,
    receivedAt,
    reference,
    outgoing,
    conversation: reference.conversation,
    language: readerLanguage(activity.locale),
    say: (message, quoted) =>
      void outgoing.push(outgoingMessages.post(reference, message, until, activity.id, quoted)),
    show: (predictionId, message) =>
      void outgoing.push(outgoingMessages.show(reference, activity.id, predictionId, message, until)),
    refresh: ({ conversation, post, predictionId }, message) =>
      void outgoing.push(
        outgoingMessages.refresh({ ...reference, conversation }, post, predictionId, message, until),
      ),
    replace: (earlier, message) =>
      void outgoing.push(outgoingMessages.replace(reference, earlier, message, until)),
    retract: () => void outgoing.push(outgoingMessages.retract(reference, activity.id, until)),
  };
}
