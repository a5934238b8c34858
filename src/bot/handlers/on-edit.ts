// A post was edited, or a deleted one came back: it is judged again, and its reply updated in place.
import { personOf } from '../../delivery/activity.ts';
import { readPost } from '../protocol/post.ts';
import type { AnswerPost } from './answer-post.ts';
import type { HandlerContext } from './context.ts';
import type { Retract } from './retract.ts';

export function createOnEdit({ answerPost, retract }: { answerPost: AnswerPost; retract: Retract }) {
  return async (context: HandlerContext): Promise<void> => {
    if (!personOf(context.activity)) return;
    if ((await answerPost(context, readPost(context.activity))) === 'empty') await retract(context);
  };
}
