// A post was edited, or a deleted one came back: it is judged again, and its reply updated in place. Words to
// the bot are no post, and are not answered a second time.
import { isPrivate, personOf } from '../../delivery/activity.ts';
import type { AnswerPost } from './answer-post.ts';
import type { HandlerContext } from './context.ts';
import type { createReadMessage } from './read-message.ts';
import type { Retract } from './retract.ts';

export interface EditParts {
  readonly readMessage: ReturnType<typeof createReadMessage>;
  readonly answerPost: AnswerPost;
  readonly retract: Retract;
}

export function createOnEdit({ readMessage, answerPost, retract }: EditParts) {
  return async (context: HandlerContext): Promise<void> => {
    if (isPrivate(context.activity)) return;
    const message = await readMessage(context);
    if ('passedOver' in message && !personOf(context.activity)) return;
    const outcome = 'post' in message ? await answerPost(context, message.post) : 'empty';
    if (outcome === 'empty') await retract(context);
  };
}
