// A button in the dialog was pressed (composeExtension/submitAction): the vote counts, and the dialog says so.
import { personOf } from '../activity.ts';
import { fromSubmit } from '../ballot.ts';
import { verdictCard } from '../cards/verdict.ts';
import type { Cast } from '../cast.ts';
import { type InvokeAnswer, reasonOf } from '../invoke.ts';
import { textsIn } from '../texts.ts';
import type { Turn } from '../turn.ts';
import { dialogAnswer, sentenceAnswer } from './answers.ts';

export function createOnDialog({ cast }: { readonly cast: Cast }) {
  return async (turn: Turn): Promise<InvokeAnswer> => {
    const { activity, language } = turn;
    const { analysis, refused } = textsIn(language);
    const person = personOf(activity);
    const ballot = fromSubmit((activity.value as { data?: unknown } | null | undefined)?.data);
    if (!person || !ballot) return sentenceAnswer(refused.BadRequest);
    try {
      const { vote: own, ...counted } = await cast(turn, person, ballot);
      return dialogAnswer(analysis.title, verdictCard({ ...counted, own, language }));
    } catch (error) {
      return sentenceAnswer(refused[reasonOf(error)]);
    }
  };
}
