// A button in the dialog was pressed (composeExtension/submitAction): it does what it does on a card, and the dialog
// shows what a card would.
import { personOf } from '../../delivery/activity.ts';
import type { AdaptiveCard } from '../cards/adaptive.ts';
import { verdictCard } from '../cards/verdict.ts';
import { type CardActionHandlers, cardActionHandlerOf } from '../handlers/card-action.ts';
import type { HandlerContext } from '../handlers/context.ts';
import { reasonOf } from '../handlers/invoke-answer.ts';
import { Refused } from '../handlers/refused.ts';
import type { RecordVote } from '../handlers/votes/record-vote.ts';
import { fromSubmit } from '../handlers/votes/vote-request.ts';
import type { InvokeAnswer } from '../protocol/turn.ts';
import { refusalTexts } from '../texts/errors.ts';
import { extensionTexts } from '../texts/extension.ts';
import { dialogAnswer, sentenceAnswer } from './answers.ts';

export function createOnDialog({
  recordVote,
  cardActions,
}: {
  readonly recordVote: RecordVote;
  readonly cardActions: CardActionHandlers;
}) {
  return async (context: HandlerContext): Promise<InvokeAnswer> => {
    const { language } = context;
    try {
      return dialogAnswer(extensionTexts[language].title, await cardFor(context));
    } catch (error) {
      return sentenceAnswer(refusalTexts[language][reasonOf(error)]);
    }
  };

  async function cardFor(context: HandlerContext): Promise<AdaptiveCard> {
    const { activity, language } = context;
    const sent = (activity.value as { data?: unknown } | null | undefined)?.data;
    const person = personOf(activity);
    if (!person) throw new Refused('BadRequest');
    const handle = cardActionHandlerOf(cardActions, sent);
    if (handle) return (await handle({ context, person, sent })).card;
    const voteRequest = fromSubmit(sent);
    if (!voteRequest) throw new Refused('BadRequest');
    const { vote: own, ...counted } = await recordVote(context, person, voteRequest);
    return verdictCard({ ...counted, own, language });
  }
}
