// Teams delivers an activity again when it is unsure that we got it. Each is worked on once.
import type { InboundActivity } from './activity.ts';
import type { ReplyStore } from './replies.ts';

export interface DeliveryParts {
  readonly replies: ReplyStore;
  readonly clock: () => number;
}

/**
 * @returns a function that does `work` unless the same delivery was worked on, or is being worked on. When `work`
 *   throws, the delivery counts as not worked on, and the error is thrown on.
 */
export function createOnce({ replies, clock }: DeliveryParts) {
  return async (activity: InboundActivity, work: () => Promise<void>): Promise<void> => {
    const key = keyOf(activity);
    if (!(await replies.claimDelivery(key, clock()))) return;
    try {
      await work();
    } catch (error) {
      await replies.releaseDelivery(key);
      throw error;
    }
    await replies.finishDelivery(key);
  };
}

/**
 * The same for each delivery of one event. A message has its id for itself; its edits, and reactions to it, may share an
 * id, and are told apart by when they happened.
 */
function keyOf({ type, id, conversation, timestamp, channelData }: InboundActivity): string {
  const event = type === 'message' ? [] : [channelData?.eventType ?? '', timestamp ?? ''];
  return [type, conversation.id, id, ...event].join(' ');
}
