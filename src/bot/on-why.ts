// Somebody asked why (Action.Execute): they get the card with the reasons as the answer, everybody else's stays.
import type { Ledger } from '../feedback/ledger.ts';
import { whyFromExecute } from './ballot.ts';
import { verdictCard } from './cards/verdict.ts';
import { cardAnswer, errorAnswer, type InvokeAnswer } from './invoke.ts';
import { isFrom } from './origin.ts';
import type { Turn } from './turn.ts';
import type { FindWhy } from './why.ts';

export interface WhyParts {
  readonly ledger: Ledger;
  readonly findWhy: FindWhy;
}

/** @returns a handler that answers undefined when the button that was pressed is another. */
export function createOnWhy({ ledger, findWhy }: WhyParts) {
  return async (turn: Turn): Promise<InvokeAnswer | undefined> => {
    const { activity, conversation, language } = turn;
    const asked = whyFromExecute(activity.value);
    if (!asked) return undefined;
    const prediction = await ledger.find(asked.predictionId);
    if (!prediction || !isFrom(conversation, prediction.origin)) return errorAnswer(turn, 'NotFound');
    const [tally, why] = await Promise.all([ledger.tally(prediction.id), findWhy(prediction)]);
    return cardAnswer(verdictCard({ prediction, tally, language, sharedLanguage: asked.card, why }));
  };
}
