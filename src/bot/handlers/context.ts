// What a handler sees of one activity, and what it says about it: its orders are collected here, and whoever runs the
// handler writes them down, together with the end of the work.
import type { InboundActivity } from '../../delivery/activity.ts';
import { type Place, placeOf } from '../../delivery/conversation-reference.ts';
import type { Reply } from '../../delivery/replies.ts';
import type { Message } from '../cards/message.ts';
import { type Order, orders, REPLY_LASTS } from '../outbox/messenger.ts';
import { type ReaderLanguage, readerLanguage } from '../texts/texts.ts';

export interface Turn {
  /** UUID of the work: the same when it is done again after a crash. */
  readonly id: string;
  readonly activity: InboundActivity;
  /** Conversation id, thread included. */
  readonly conversation: string;
  readonly place: Place;
  /** Of whoever caused the activity. */
  readonly language: ReaderLanguage;
  /** What was said so far. */
  readonly said: readonly Order[];
  /** Answers the activity, in its thread. */
  say(message: Message): void;
  /** Brings the verdict under the post to this one: posts it, or changes the one that stands there. */
  show(predictionId: string, message: Message): void;
  /** Brings a reply up to date, unless it shows another prediction by then. */
  refresh(reply: Reply, message: Message): void;
  /** Puts another message in the place of one that shows no verdict. @param earlier its activity id. */
  replace(earlier: string, message: Message): void;
  /** Takes the verdict under the post back, if there is one. */
  retract(): void;
}

export function createTurn({
  id,
  activity,
  receivedAt,
}: {
  readonly id: string;
  readonly activity: InboundActivity;
  readonly receivedAt: number;
}): Turn {
  const place = placeOf(activity);
  const until = receivedAt + REPLY_LASTS;
  const said: Order[] = [];
  return {
    id,
    activity,
    place,
    said,
    conversation: place.conversation,
    language: readerLanguage(activity.locale),
    say: (message) => void said.push(orders.post(place, message, until, activity.id)),
    show: (predictionId, message) =>
      void said.push(orders.show(place, activity.id, predictionId, message, until)),
    refresh: ({ conversation, post, predictionId }, message) =>
      void said.push(orders.refresh({ ...place, conversation }, post, predictionId, message, until)),
    replace: (earlier, message) => void said.push(orders.replace(place, earlier, message, until)),
    retract: () => void said.push(orders.retract(place, activity.id, until)),
  };
}
