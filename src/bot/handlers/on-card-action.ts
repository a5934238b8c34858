// A button was pressed (Action.Execute): one of the settings, the brand rules or the details; any other is a vote.
import { personOf } from '../../delivery/activity.ts';
import type { ReplyStore } from '../../delivery/replies.ts';
import { noticeFor } from '../cards/message.ts';
import { isFromPrivateCard, privateCard } from '../cards/private.ts';
import type { InvokeAnswer } from '../protocol/turn.ts';
import { type CardActionHandlers, cardActionHandlerOf } from './card-action.ts';
import type { HandlerContext } from './context.ts';
import { cardAnswer, errorAnswer, reasonOf } from './invoke-answer.ts';
import { sentByExecute } from './votes/vote-request.ts';

export interface OnCardActionParts {
  readonly cardActions: CardActionHandlers;
  readonly replies: Pick<ReplyStore, 'findReply'>;
  readonly onVote: (context: HandlerContext) => Promise<InvokeAnswer>;
}

export function createOnCardAction({ cardActions, replies, onVote }: OnCardActionParts) {
  return async (context: HandlerContext): Promise<InvokeAnswer> => {
    const { activity, conversation } = context;
    const sent = sentByExecute(activity.value);
    const handle = cardActionHandlerOf(cardActions, sent);
    if (!handle) return onVote(context);
    const person = personOf(activity);
    if (!person) return errorAnswer(context, 'BadRequest');
    try {
      const { card, forAll } = await handle({ context, person, sent });
      const reply = activity.replyToId;
      // The card of a verdict stays where it is: a rule that came out of it is shown to whoever made it.
      if (forAll && reply && !(await replies.findReply(conversation, reply)))
        context.replace(reply, noticeFor(sent, card), isFromPrivateCard(sent));
      return cardAnswer(isFromPrivateCard(sent) ? privateCard(card) : card);
    } catch (error) {
      return errorAnswer(context, reasonOf(error));
    }
  };
}
