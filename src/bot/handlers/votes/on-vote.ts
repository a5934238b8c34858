// A button of a verdict's card was pressed (Action.Execute): the voter gets a card of their own as the answer.
import { personOf } from '../../../delivery/activity.ts';
import { verdictCard } from '../../cards/verdict/verdict.ts';
import type { InvokeAnswer } from '../../protocol/turn.ts';
import type { HandlerContext } from '../context.ts';
import { cardAnswer, errorAnswer, reasonOf } from '../invoke-answer.ts';
import type { RecordVote } from './record-vote.ts';
import { fromExecute } from './vote-request.ts';

export function createOnVote({ recordVote }: { recordVote: RecordVote }) {
  return async (context: HandlerContext): Promise<InvokeAnswer> => {
    const { activity, language } = context;
    const person = personOf(activity);
    const voteRequest = fromExecute(activity.value);
    if (!person || !voteRequest) return errorAnswer(context, 'BadRequest');
    try {
      const { vote: own, ...counted } = await recordVote.vote(context, person, voteRequest);
      return cardAnswer(verdictCard({ ...counted, own, language, sharedLanguage: voteRequest.card }));
    } catch (error) {
      return errorAnswer(context, reasonOf(error));
    }
  };
}
