// Takes a reply back, because its post was deleted or has nothing left to judge: the text is forgotten first, whatever
// becomes of the card.

import { originOf } from '../../delivery/conversation-id.ts';
import type { FeedbackService } from '../../feedback/feedback-service.ts';
import type { HandlerContext } from './context.ts';

export type Retract = (context: HandlerContext) => Promise<void>;

export function createRetract({ feedback }: { feedback: FeedbackService }): Retract {
  return async (context) => {
    await feedback.forgetPost(originOf(context.conversation, context.activity.id));
    context.retract();
  };
}
