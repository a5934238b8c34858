// A button of a verdict's card was pressed (Action.Execute): the voter gets a card of their own as the answer.
import { personOf } from '../../delivery/activity.ts';
import { verdictCard } from '../cards/verdict.ts';
import type { Turn } from './context.ts';
import { cardAnswer, errorAnswer, type InvokeAnswer, reasonOf } from './invoke-answer.ts';
import type { Cast } from './record-vote.ts';
import { fromExecute } from './vote-request.ts';

export function createOnVote({ cast }: { cast: Cast }) {
  return async (turn: Turn): Promise<InvokeAnswer> => {
    const { activity, language } = turn;
    const person = personOf(activity);
    const ballot = fromExecute(activity.value);
    if (!person || !ballot) return errorAnswer(turn, 'BadRequest');
    try {
      const { vote: own, ...counted } = await cast(turn, person, ballot);
      return cardAnswer(verdictCard({ ...counted, own, language }));
    } catch (error) {
      return errorAnswer(turn, reasonOf(error));
    }
  };
}
