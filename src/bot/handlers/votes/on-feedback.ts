// Teams' own like and dislike under the reply. They count as 👍 and 👎; what people write in Teams' form is not kept.
import { z } from 'zod';
import { personOf } from '../../../delivery/activity.ts';
import type { ReplyStore } from '../../../delivery/replies.ts';
import type { InvokeAnswer } from '../../protocol/turn.ts';
import { voteTexts } from '../../texts/vote.ts';
import type { HandlerContext } from '../context.ts';
import { errorAnswer, reasonOf } from '../invoke-answer.ts';
import type { RecordVote } from './record-vote.ts';
import { fromFeedback } from './vote-request.ts';

/** `message/fetchTask` wraps what `message/submitAction` sends plainly. */
const wrapped = z.object({ data: z.unknown() });

export function createOnFeedback({ recordVote, replies }: { recordVote: RecordVote; replies: ReplyStore }) {
  return async (context: HandlerContext): Promise<InvokeAnswer> => {
    const { activity, conversation, language } = context;
    const asksForForm = activity.name === 'message/fetchTask';
    const correct = fromFeedback(asksForForm ? wrapped.safeParse(activity.value).data?.data : activity.value);
    const person = personOf(activity);
    if (correct === undefined || !person || !activity.replyToId) return errorAnswer(context, 'BadRequest');
    const reply = await replies.findReply(conversation, activity.replyToId);
    if (!reply) return errorAnswer(context, 'NotFound');
    try {
      await recordVote.vote(context, person, { verb: 'vote', predictionId: reply.predictionId, correct });
    } catch (error) {
      return errorAnswer(context, reasonOf(error));
    }
    const { thanks } = voteTexts[language];
    // We have no form of our own to show: the vote is all we ask for, so the dialog only says that it is noted.
    return {
      status: 200,
      body: asksForForm ? { task: { type: 'message', value: thanks } } : { message: thanks },
    };
  };
}
