// A button of a verdict's card was pressed (Action.Execute): the voter gets a card of their own as the answer.
import { personOf } from '../../../delivery/activity.ts';
import type { TopicSource } from '../../../topics/topics-file.ts';
import { verdictCard } from '../../cards/verdict/verdict.ts';
import type { InvokeAnswer } from '../../protocol/turn.ts';
import type { HandlerContext } from '../context.ts';
import { cardAnswer, errorAnswer, reasonOf } from '../invoke-answer.ts';
import type { RecordVote } from './record-vote.ts';
import { fromExecute } from './vote-request.ts';

export function createOnVote({
  classifier,
  recordVote,
}: {
  readonly classifier: TopicSource;
  readonly recordVote: RecordVote;
}) {
  return async (context: HandlerContext): Promise<InvokeAnswer> => {
    const { activity, language } = context;
    const person = personOf(activity);
    const voteRequest = fromExecute(activity.value);
    if (!person || !voteRequest) return errorAnswer(context, 'BadRequest');
    try {
      const { vote: own, ...counted } = await recordVote.vote(context, person, voteRequest);
      const { topics } = classifier;
      const shown = { ...counted, own, topics, language, sharedLanguage: voteRequest.card };
      return cardAnswer(verdictCard(shown));
    } catch (error) {
      return errorAnswer(context, reasonOf(error));
    }
  };
}
