// A button in the dialog was pressed (composeExtension/submitAction): it does what it does on a card, and the dialog
// shows what a card would.
import { personOf } from '../../delivery/activity.ts';
import type { AdaptiveCard } from '../cards/adaptive.ts';
import { verdictCard } from '../cards/verdict.ts';
import { type Presses, pressOf } from '../handlers/card-action.ts';
import type { Turn } from '../handlers/context.ts';
import { type InvokeAnswer, reasonOf } from '../handlers/invoke-answer.ts';
import type { Cast } from '../handlers/record-vote.ts';
import { Refused } from '../handlers/refused.ts';
import { fromSubmit } from '../handlers/vote-request.ts';
import { textsIn } from '../texts/texts.ts';
import { dialogAnswer, sentenceAnswer } from './answers.ts';

export function createOnDialog({ cast, presses }: { readonly cast: Cast; readonly presses: Presses }) {
  return async (turn: Turn): Promise<InvokeAnswer> => {
    const { analysis, refused } = textsIn(turn.language);
    try {
      return dialogAnswer(analysis.title, await press(turn));
    } catch (error) {
      return sentenceAnswer(refused[reasonOf(error)]);
    }
  };

  async function press(turn: Turn): Promise<AdaptiveCard> {
    const { activity, language } = turn;
    const sent = (activity.value as { data?: unknown } | null | undefined)?.data;
    const person = personOf(activity);
    if (!person) throw new Refused('BadRequest');
    const onPress = pressOf(presses, sent);
    if (onPress) return (await onPress({ turn, person, sent })).card;
    const ballot = fromSubmit(sent);
    if (!ballot) throw new Refused('BadRequest');
    const { vote: own, ...counted } = await cast(turn, person, ballot);
    return verdictCard({ ...counted, own, language });
  }
}
