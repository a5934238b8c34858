// Teams' own like and dislike under the reply. They count as 👍 and 👎 as soon as they are pressed; the dialog that Teams
// then asks for wants the right label, and the reason in words. Clients that show a form of their own send its text.
import { z } from 'zod';
import { personOf } from '../../../delivery/activity.ts';
import type { ReplyStore } from '../../../delivery/replies.ts';
import type { TopicSource } from '../../../topics/topics-file.ts';
import { feedbackCard } from '../../cards/verdict/feedback.ts';
import type { InvokeAnswer } from '../../protocol/turn.ts';
import { voteTexts } from '../../texts/vote.ts';
import type { HandlerContext } from '../context.ts';
import { dialogAnswer, errorAnswer, reasonOf } from '../invoke-answer.ts';
import type { RecordVote } from './record-vote.ts';
import { fromFeedback } from './vote-request.ts';

/** Some clients wrap what `message/fetchTask` carries. */
const wrapped = z.looseObject({ data: z.looseObject({ actionName: z.string() }) });

export function createOnFeedback({
  classifier,
  recordVote,
  replies,
}: {
  readonly classifier: TopicSource;
  readonly recordVote: RecordVote;
  readonly replies: ReplyStore;
}) {
  return async (context: HandlerContext): Promise<InvokeAnswer> => {
    const { activity, conversation, language } = context;
    const person = personOf(activity);
    if (!person || !activity.replyToId) return errorAnswer(context, 'BadRequest');
    const reply = await replies.findReply(conversation, activity.replyToId);
    if (!reply) return errorAnswer(context, 'NotFound');
    const value = wrapped.safeParse(activity.value).data?.data ?? activity.value;
    const voteRequest = fromFeedback(value, reply.predictionId);
    if (voteRequest?.verb !== 'feedback') return errorAnswer(context, 'BadRequest');
    try {
      const { prediction } = await recordVote.vote(context, person, voteRequest);
      const { thanks } = voteTexts[language];
      if (activity.name === 'message/fetchTask')
        return dialogAnswer(
          thanks,
          feedbackCard(language, prediction, {
            correct: voteRequest.correct,
            topics: classifier.topics,
          }),
        );
      return { status: 200, body: { message: thanks } };
    } catch (error) {
      return errorAnswer(context, reasonOf(error));
    }
  };
}
